import { isMarked, type Run, runsOf, withoutMarks } from '../messages/fallback-marks.ts'
import { directionOf, type Language } from '../messages/languages.ts'

/** A tag with its attributes (quoted, as we render them), the text up to the next one, or a sign that begins no tag. */
const tokens = /<(?:"[^"]*"|[^">])*>|[^<]+|</g

/** Elements that hold nothing but text: they carry the language themselves. */
const ofTextOnly = /^<(?:title|option|textarea)\b(?![^>]* lang=)/

const attributes = (language: Language) => ` lang="${language}" dir="${directionOf(language)}"`

const spans = (runs: readonly Run[]): string =>
  runs.map(({ text, language }) => (language ? `<span${attributes(language)}>${text}</span>` : text)).join('')

/**
 * A rendered document in which every text that fell back to another language says so: in a `span` with `lang` and
 * `dir`, or on the element itself where it can hold no other. Attributes (a name for screen readers, say) have no
 * place for a language and lose only the mark. A document without such texts stays as it is.
 */
export const withMarkedLanguages = (document: string): string => {
  if (!isMarked(document)) return document
  const written: string[] = []
  for (const [token] of document.matchAll(tokens)) {
    if (!isMarked(token)) written.push(token)
    else if (token.startsWith('<')) written.push(withoutMarks(token))
    else {
      const runs = runsOf(token)
      const before = written.at(-1) ?? ''
      const [only] = runs
      if (!ofTextOnly.test(before)) written.push(spans(runs))
      else {
        if (runs.length === 1 && only?.language)
          written[written.length - 1] = `${before.slice(0, -1)}${attributes(only.language)}>`
        written.push(withoutMarks(token))
      }
    }
  }
  return written.join('')
}
