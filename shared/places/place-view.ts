import type { Language } from '../messages/languages.ts'
import { countryFootnotes, countryLabel } from './countries.ts'
import type { KnownPlace } from './known-places.ts'

/** A place's code as programs and answers name it: `geonames:2745912`. */
export const placeCode = ({ code }: Pick<KnownPlace, 'code'>): string => `geonames:${code}`

/** A known place for programs; `footnote` where the country's name ends with asterisks. */
export const placeView = (
  { name, others, country, population, latitude, longitude, ...place }: KnownPlace,
  language: Language,
) => {
  const [footnote] = countryFootnotes([country], language)
  return {
    code: placeCode(place),
    name,
    otherNames: others,
    country,
    countryLabel: countryLabel(country, language),
    ...(footnote && { footnote: `${footnote.mark} ${footnote.text}` }),
    ...(population !== undefined && { population }),
    position: { latitude, longitude },
  }
}
