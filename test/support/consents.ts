import { type Choice, wordsInForce } from '../../shared/survey/consent.ts'

/** Somebody's choice on their own pages to get no digests; say only what the test is about. */
export const aChoice = (stated: Partial<Choice> = {}): Choice => ({
  digest: 'never',
  at: '2026-11-24T09:00:00.000Z',
  words: wordsInForce.digest,
  language: 'en',
  by: 'own-page',
  ...stated,
})
