/** The headers of a message, unfolded, in their order, as they stand (encoded words stay encoded). */
export const headersOf = (raw: string): readonly { readonly name: string; readonly value: string }[] => {
  const end = /\r?\n\r?\n/.exec(raw)
  return raw
    .slice(0, end?.index ?? raw.length)
    .replace(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/)
    .map((line) => ({ line, colon: line.indexOf(':') }))
    .filter(({ colon }) => colon > 0)
    .map(({ line, colon }) => ({ name: line.slice(0, colon), value: line.slice(colon + 1).trim() }))
}

/** The bare addresses of a header: `"A, B" <a@x>, c@y` gives `a@x` and `c@y`. */
export const addressesIn = (value: string): readonly string[] =>
  value
    .replace(/"(?:\\.|[^"\\])*"/g, '')
    .split(',')
    .map((part) => (/<([^>]*)>/.exec(part)?.[1] ?? part).trim())
    .filter((address) => address.includes('@'))
