import { markedAs } from '../messages/fallback-marks.ts'
import type { Messages } from '../messages/messages.ts'
import { type Programme, wordsIn } from '../programmes/programme.ts'
import { isProgrammeId, programmeIds, shippedProgramme } from '../programmes/programmes.ts'

/** A question that only some programmes ask; its answer is the field of that name of `programmeAnswers`. */
export type ProgrammeQuestion = NonNullable<Programme['questions']>[number]

const questionsIn = (programme: string): readonly ProgrammeQuestion[] =>
  isProgrammeId(programme) ? (shippedProgramme(programme).questions ?? []) : []

/** What the programmes ask, as their files say it; what several ask stands here once, in the words of the first. */
export const programmeQuestions: readonly ProgrammeQuestion[] = [
  ...new Map(
    programmeIds
      .flatMap(questionsIn)
      .reverse()
      .map((question) => [question.id, question]),
  ).values(),
].reverse()

/** What the chosen programmes ask, each question once and in the order in which they are listed. */
export const questionsOf = (programmes: readonly string[]): readonly ProgrammeQuestion[] => {
  const asked = new Set(programmes.flatMap(questionsIn).map(({ id }) => id))
  return programmeQuestions.filter(({ id }) => asked.has(id))
}

/** A question as a page asks it: marked where it is not in the page's language. */
export const questionLabel = ({ words }: ProgrammeQuestion, { language }: Messages): string => {
  const found = wordsIn(words, language)
  return found.language === language ? found.text : markedAs(found.language, found.text)
}
