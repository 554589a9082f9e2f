/** A statement of a graph: a subject's property has a value, an address or a text in a language. */
export type Statement = {
  readonly subject: string
  readonly property: string
  readonly value: string
  readonly language?: string
}

type Term = { readonly '@id': string; readonly '@type'?: '@id'; readonly '@container'?: '@language' }

/**
 * The statements of a JSON-LD document in the shape that `GET /vocabulary` has: one context with prefixes and terms,
 * and a flat graph. Throws on a property that the context does not define, or a value that its term does not allow:
 * a JSON-LD processor would drop these without a word.
 */
export const statementsOf = (document: {
  readonly '@context': Readonly<Record<string, string | Term>>
  readonly '@graph': readonly Readonly<Record<string, unknown>>[]
}): readonly Statement[] => {
  const context = document['@context']
  const full = (name: string): string => {
    const [prefix = '', local = ''] = name.split(':')
    const base = context[prefix]
    if (typeof base !== 'string') throw new Error(`no prefix '${prefix}'`)
    return `${base}${local}`
  }
  return document['@graph'].flatMap((node) => {
    const subject = address(node['@id'])
    return Object.entries(node).flatMap(([name, given]): readonly Statement[] => {
      if (name === '@id') return []
      if (name === '@type') return [{ subject, property: 'a', value: full(String(given)) }]
      const term = context[name]
      if (typeof term !== 'object') throw new Error(`the context has no '${name}'`)
      const property = full(term['@id'])
      if (term['@container'] === '@language')
        return Object.entries(given as object).flatMap(([language, texts]) =>
          [texts].flat().map((text) => {
            if (typeof text !== 'string') throw new Error(`${subject} ${name} is no text`)
            return { subject, property, value: text, language }
          }),
        )
      if (term['@type'] !== '@id') throw new Error(`'${name}' is neither text nor address`)
      return [given].flat().map((each) => ({ subject, property, value: address(each) }))
    })
  })
}

const address = (given: unknown): string => {
  if (typeof given !== 'string' || !URL.canParse(given)) throw new Error(`'${given}' is no address`)
  return given
}
