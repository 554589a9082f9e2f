import { languages } from '../messages/languages.ts'
import { messagesIn } from '../messages/messages.ts'
import { formats } from '../register/entry.ts'
import { languageLabel, workingLanguages } from '../survey/working-languages.ts'
import { headingIds, themes } from '../themes/themes.ts'
import { alternativesOf, inEach, labelsOf, notesOf } from './words-by-language.ts'

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
    labels: inEach(languages, (language) => languageLabel(id, language)),
  })),
})
