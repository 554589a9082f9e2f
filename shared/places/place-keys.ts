import { type Token, tokensOf } from '../register/folding.ts'

/** Arabic articles in Latin letters, by themselves before a name: Az-Zawiyah, Al Khums, El Hamma. */
const articles: ReadonlySet<string> = new Set(['al', 'el', 'az', 'as', 'ash', 'ad', 'an', 'ar', 'at'])

/**
 * Letters that Arabic writes in two ways, as one, and a name's article left out: الزاوية and زاويه are written by the
 * same people.
 */
const evenArabic = (name: string): string =>
  name
    .replaceAll('ة', 'ه')
    .replaceAll('ى', 'ي')
    .replace(/(?<!\p{L})ال(?=\p{L}{3})/gu, '')

const joined = (tokens: readonly Token[]): readonly string[] => {
  const forms = Math.max(0, ...tokens.map((token) => token.forms.length))
  return Array.from({ length: forms }, (_, form) =>
    tokens.map((token) => token.forms[form] ?? token.forms[0]).join(''),
  )
}

/**
 * What a place's name is compared by: folded, in each transliteration, without spaces, with and without an Arabic
 * article; the more usual first. Łódź → łodz, lodz; Az-Zawiyah → azzawiyah, zawiyah; Львів → львів, lviv.
 */
export const placeKeys = (name: string): readonly string[] => {
  const tokens = tokensOf(evenArabic(name))
  const [first] = tokens
  const withoutArticle = first && tokens.length > 1 && articles.has(first.folded) ? tokens.slice(1) : []
  return [...new Set([...joined(tokens), ...joined(withoutArticle)])].filter((key) => key !== '')
}
