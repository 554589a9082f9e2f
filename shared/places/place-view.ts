import type { Language } from '../messages/languages.ts'
import { countryFootnotes, countryLabel } from './countries.ts'
import type { KnownPlace } from './known-places.ts'

/** A known place for programs; `footnote` where the country's name ends with asterisks. */
export const placeView = (
  { code, name, others, country, population, latitude, longitude }: KnownPlace,
  language: Language,
) => {
  const [footnote] = countryFootnotes([country], language)
  return {
    code: `geonames:${code}`,
    name,
    otherNames: others,
    country,
    countryLabel: countryLabel(country, language),
    ...(footnote && { footnote: `${footnote.mark} ${footnote.text}` }),
    ...(population !== undefined && { population }),
    position: { latitude, longitude },
  }
}
