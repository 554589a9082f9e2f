import { type Language, languages } from '../messages/languages.ts'
import { messagesIn } from '../messages/messages.ts'
import { formats } from '../register/entry.ts'
import { workingLanguages } from '../survey/working-languages.ts'
import { headings, themes } from '../themes/vocabulary.ts'

const inEachLanguage = (label: (language: Language) => string): Record<string, string> =>
  Object.fromEntries(languages.map((language) => [language, label(language)]))

/** The words of the register for programs: themes under their headings, formats and working languages. */
export const vocabularyDocument = () => ({
  headings,
  themes,
  formats: formats.map((id) => ({
    id,
    labels: inEachLanguage((language) => messagesIn(language)(`site.format.${id}`)),
  })),
  languages: workingLanguages.map((id) => ({
    id,
    labels: inEachLanguage((language) => languageName(id, language)),
  })),
})

/** What a language is called in another. */
const languageName = (id: string, language: Language): string =>
  new Intl.DisplayNames(language, { type: 'language' }).of(id) ?? id

/**
 * The themes as a SKOS concept scheme in JSON-LD (https://www.w3.org/TR/skos-reference/): ids are addresses below
 * `<siteUrl>/vocabulary#`, and each theme names its EuroVoc concept as a close match.
 */
export const skosDocument = (siteUrl: string) => {
  const scheme = `${siteUrl}/vocabulary`
  const address = (id: string) => `${scheme}#${id}`
  return {
    '@context': {
      skos: 'http://www.w3.org/2004/02/skos/core#',
      prefLabel: { '@id': 'skos:prefLabel', '@container': '@language' },
      altLabel: { '@id': 'skos:altLabel', '@container': '@language' },
      scopeNote: { '@id': 'skos:scopeNote', '@container': '@language' },
      broader: { '@id': 'skos:broader', '@type': '@id' },
      related: { '@id': 'skos:related', '@type': '@id' },
      closeMatch: { '@id': 'skos:closeMatch', '@type': '@id' },
      inScheme: { '@id': 'skos:inScheme', '@type': '@id' },
      topConceptOf: { '@id': 'skos:topConceptOf', '@type': '@id' },
    },
    '@graph': [
      { '@id': scheme, '@type': 'skos:ConceptScheme' },
      ...headings.map(({ id, labels }) => ({
        '@id': address(id),
        '@type': 'skos:Concept',
        prefLabel: labels,
        inScheme: scheme,
        topConceptOf: scheme,
      })),
      ...themes.map((theme) => ({
        '@id': address(theme.id),
        '@type': 'skos:Concept',
        prefLabel: theme.labels,
        altLabel: theme.alternatives,
        scopeNote: theme.scopeNote,
        broader: address(theme.broader),
        related: theme.related.map(address),
        closeMatch: `http://eurovoc.europa.eu/${theme.eurovoc}`,
        inScheme: scheme,
      })),
    ],
  }
}
