import { headingIds, narrowerThan, themes } from '../themes/themes.ts'
import { alternativesOf, labelsOf, notesOf } from './words-by-language.ts'

/** A term of which the values are addresses. */
const addresses = (term: string) => ({ '@id': `skos:${term}`, '@type': '@id' })
/** A term of which the values are texts by language. */
const texts = (term: string) => ({ '@id': `skos:${term}`, '@container': '@language' })

/**
 * The themes as a SKOS concept scheme in JSON-LD 1.1 (https://www.w3.org/TR/skos-reference/): ids are addresses below
 * `<siteUrl>/vocabulary#`. Each theme names its EuroVoc concept as a close match, and the Sustainable Development
 * Goals that it serves (http://metadata.un.org/sdg/) as related ones.
 */
export const skosDocument = (siteUrl: string) => {
  const scheme = `${siteUrl}/vocabulary`
  const address = (id: string) => `${scheme}#${id}`
  return {
    '@context': {
      skos: 'http://www.w3.org/2004/02/skos/core#',
      prefLabel: texts('prefLabel'),
      altLabel: texts('altLabel'),
      scopeNote: texts('scopeNote'),
      broader: addresses('broader'),
      narrower: addresses('narrower'),
      related: addresses('related'),
      closeMatch: addresses('closeMatch'),
      relatedMatch: addresses('relatedMatch'),
      inScheme: addresses('inScheme'),
      topConceptOf: addresses('topConceptOf'),
      hasTopConcept: addresses('hasTopConcept'),
    },
    '@graph': [
      { '@id': scheme, '@type': 'skos:ConceptScheme', hasTopConcept: headingIds.map(address) },
      ...headingIds.map((id) => ({
        '@id': address(id),
        '@type': 'skos:Concept',
        prefLabel: labelsOf(id),
        narrower: narrowerThan(id).map(address),
        inScheme: scheme,
        topConceptOf: scheme,
      })),
      ...themes.map(({ id, broader, related, eurovoc, sdg }) => ({
        '@id': address(id),
        '@type': 'skos:Concept',
        prefLabel: labelsOf(id),
        altLabel: alternativesOf(id),
        scopeNote: notesOf(id),
        broader: address(broader),
        related: related.map(address),
        closeMatch: `http://eurovoc.europa.eu/${eurovoc}`,
        relatedMatch: sdg.map((goal) => `http://metadata.un.org/sdg/${goal}`),
        inScheme: scheme,
      })),
    ],
  }
}
