import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { compareWithEurovoc, eurovocFile, needlessReasons } from '../../support/eurovoc.ts'

/** EuroVoc's labels are no part of the project: where they are not there, nothing is compared. */
describe.skipIf(!existsSync(eurovocFile))('the labels beside those of EuroVoc', () => {
  const compared = existsSync(eurovocFile) ? compareWithEurovoc(eurovocFile) : []

  it('are compared for every theme in every language that both have', () => {
    expect(compared.length).toBeGreaterThan(1000)
  })

  it('differ for a reason that somebody judged', () => {
    expect(
      compared
        .filter(({ same, reason }) => !same && !reason)
        .map(({ theme, language, ours, theirs }) => `${theme} ${language}: '${ours}', EuroVoc '${theirs}'`),
    ).toEqual([])
  })

  it('have no reason where they do not differ', () => {
    expect(needlessReasons(compared)).toEqual([])
  })
})
