import { describe, expect, it } from 'vitest'
import { demonstrationEntries } from '../../../infra/local/demonstration-entries.ts'
import { parseInput } from '../../../shared/http/parse-input.ts'
import { surveySchema } from '../../../shared/survey/survey-schema.ts'

describe('the demonstration', () => {
  it.each(demonstrationEntries.map((entry) => [entry.authority.name, entry] as const))(
    'has an entry of %s that the survey takes',
    (_, { site: _site, ...survey }) => {
      expect(() => parseInput(surveySchema, survey)).not.toThrow()
    },
  )

  it('is about a dozen authorities, each once, with addresses that belong to nobody', () => {
    const emails = demonstrationEntries.map(({ email }) => email)
    expect(demonstrationEntries.length).toBeGreaterThanOrEqual(12)
    expect(new Set(emails).size).toBe(emails.length)
    for (const email of emails) expect(email).toMatch(/@[a-z]+\.example\.org$/)
  })

  it('has both sides, several languages, and an offer for most requests', () => {
    const items = demonstrationEntries.flatMap((entry) =>
      entry.items.map((item) => ({ ...item, country: entry.authority.country })),
    )
    expect(new Set(items.map(({ language }) => language)).size).toBeGreaterThanOrEqual(8)
    const offered = new Set(items.filter(({ direction }) => direction === 'offer').map(({ theme }) => theme))
    const requests = items.filter(({ direction }) => direction === 'request')
    expect(requests.filter(({ theme }) => offered.has(theme)).length).toBeGreaterThan(requests.length / 2)
  })
})
