import { IntlMessageFormat } from 'intl-messageformat'

/** A text as the parser gives it: words, values, and choices with texts in them. */
export type Parsed = ReturnType<IntlMessageFormat['getAst']>

/**
 * A catalogue with every text parsed, as the bundles have it beside them: so they need no parser (27 kB, read at each
 * cold start), and a first page parses nothing.
 *
 * @param texts in ICU's message syntax, by key
 * @param locale BCP 47
 * @throws SyntaxError that names the key of a text that is no ICU message
 */
export const compileCatalogue = (
  texts: Readonly<Record<string, string>>,
  locale: string,
): Readonly<Record<string, Parsed>> =>
  Object.fromEntries(
    Object.entries(texts).map(([key, text]) => {
      try {
        return [key, new IntlMessageFormat(text, locale, undefined, { ignoreTag: true }).getAst()]
      } catch (cause) {
        throw new SyntaxError(`${key} (${locale}) is no ICU message`, { cause })
      }
    }),
  )

/** The names of the values that choose between a text's words: what its selects are about. */
export const choosingIn = (parsed: Parsed): ReadonlySet<string> =>
  new Set(
    parsed.flatMap((part) => [
      // In the syntax tree 5 is a select.
      ...(part.type === 5 ? [part.value] : []),
      ...('options' in part
        ? Object.values(part.options).flatMap(({ value }) => [...choosingIn(value)])
        : 'children' in part
          ? [...choosingIn(part.children)]
          : []),
    ]),
  )
