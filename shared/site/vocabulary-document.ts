import { type Language, languages } from '../messages/languages.ts'
import { messagesIn } from '../messages/messages.ts'
import { formats } from '../register/entry.ts'
import { workingLanguages } from '../survey/working-languages.ts'
import { alternativesIn, labelOf, scopeNotesIn, wordLanguages } from '../themes/theme-words.ts'
import { type HeadingId, headingIds, type ThemeId, themes } from '../themes/themes.ts'

const inEach = <L extends string, T>(
  given: readonly L[],
  word: (language: L) => T | undefined,
): Record<string, T> =>
  Object.fromEntries(
    given.flatMap((language) => {
      const found = word(language)
      return found === undefined ? [] : [[language, found]]
    }),
  )

const labelsOf = (id: HeadingId | ThemeId) => inEach(wordLanguages, (language) => labelOf(id, language))
const alternativesOf = (id: ThemeId) => inEach(wordLanguages, (language) => alternativesIn(language)[id])
const notesOf = (id: ThemeId) => inEach(languages, (language) => scopeNotesIn(language)[id])

/** The words of the register for programs: themes under their headings, formats and working languages. */
export const vocabularyDocument = () => ({
  headings: headingIds.map((id) => ({ id, labels: labelsOf(id) })),
  themes: themes.map((theme) => ({
    ...theme,
    labels: labelsOf(theme.id),
    alternatives: alternativesOf(theme.id),
    scopeNote: notesOf(theme.id),
  })),
  formats: formats.map((id) => ({
    id,
    labels: inEach(languages, (language) => messagesIn(language)(`site.format.${id}`)),
  })),
  languages: workingLanguages.map((id) => ({
    id,
    labels: inEach(languages, (language) => languageName(id, language)),
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
      ...headingIds.map((id) => ({
        '@id': address(id),
        '@type': 'skos:Concept',
        prefLabel: labelsOf(id),
        inScheme: scheme,
        topConceptOf: scheme,
      })),
      ...themes.map(({ id, broader, related, eurovoc }) => ({
        '@id': address(id),
        '@type': 'skos:Concept',
        prefLabel: labelsOf(id),
        altLabel: alternativesOf(id),
        scopeNote: notesOf(id),
        broader: address(broader),
        related: related.map(address),
        closeMatch: `http://eurovoc.europa.eu/${eurovoc}`,
        inScheme: scheme,
      })),
    ],
  }
}
