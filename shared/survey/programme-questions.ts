/** Questions that only some programmes ask; their answers are fields of `programmeAnswers`. */
const programmeQuestions = ['acquisChapters', 'publicOfficial', 'superiorAgrees'] as const
type ProgrammeQuestion = (typeof programmeQuestions)[number]

/** TAIEX and Twinning are about chapters of the acquis, and send public officials whose superior agrees. */
const questions: Readonly<Record<string, readonly ProgrammeQuestion[]>> = {
  taiex: programmeQuestions,
  twinning: programmeQuestions,
}

/** What the chosen programmes ask, each question once and in the order in which they are listed. */
export const questionsOf = (programmes: readonly string[]): readonly ProgrammeQuestion[] =>
  programmeQuestions.filter((question) => programmes.some((id) => questions[id]?.includes(question)))
