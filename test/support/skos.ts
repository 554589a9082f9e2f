import jsonld from 'jsonld'

/** A statement of a graph: a subject's property has a value, an address or a text in a language. */
export type Statement = {
  readonly subject: string
  readonly property: string
  readonly value: string
  readonly language?: string
}

/** Of the package's quads what is read here; its types say `object`. */
type Quad = {
  readonly subject: { readonly value: string }
  readonly predicate: { readonly value: string }
  readonly object: { readonly value: string; readonly language?: string }
}

const rdfType = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type'

/**
 * The statements of a JSON-LD document, as a JSON-LD processor reads them (JSON-LD 1.1, to RDF); the property `a` is
 * `rdf:type`. Fails on what a processor would otherwise drop without a word: a property that the context does not
 * define, an address that is none, a bad language tag (`safe`).
 */
export const statementsOf = async (document: object): Promise<readonly Statement[]> => {
  // The types of the package are older than `safe`.
  const options: Parameters<typeof jsonld.toRDF>[1] & { readonly safe: true } = { safe: true }
  const quads = (await jsonld.toRDF(document, options)) as readonly Quad[]
  return quads.map(({ subject, predicate, object }) => ({
    subject: subject.value,
    property: predicate.value === rdfType ? 'a' : predicate.value,
    value: object.value,
    ...(object.language && { language: object.language }),
  }))
}
