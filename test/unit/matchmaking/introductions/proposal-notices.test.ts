import { describe, expect, it } from 'vitest'
import { proposalNotices } from '../../../../shared/matchmaking/introductions/proposal-notices.ts'
import { afterDeeds, introducedAt } from '../../../support/introductions.ts'
import { aContact } from '../../../support/notices.ts'

const propose = { deed: 'propose', by: { as: 'round', roundId: 'r1' } } as const
const people = new Map([
  ['a', [aContact({ contactId: 'anna', language: 'fr' })]],
  ['b', [aContact({ contactId: 'boris' }), aContact({ contactId: 'bea', state: 'unconfirmed' })]],
])

describe('the mails of a proposal', () => {
  it('go to every confirmed person of both sides, in their language, with ids alone', () => {
    const made = proposalNotices(afterDeeds('a', 'b', [propose]), people, introducedAt)
    expect(made.map(({ contactId, language, lane, facts }) => [contactId, language, lane, facts])).toEqual([
      ['anna', 'fr', 'bulk', { introductionId: 'a-b', entryId: 'a' }],
      ['boris', 'en', 'bulk', { introductionId: 'a-b', entryId: 'b' }],
    ])
  })

  it('ask nobody who has said already that they want it, and tell nobody that the other did', () => {
    const want = { deed: 'want', by: { as: 'side', entryId: 'a', contactId: 'anna' } } as const
    const made = proposalNotices(afterDeeds('a', 'b', [want, propose]), people, introducedAt)
    expect(made.map(({ contactId }) => contactId)).toEqual(['boris'])
    expect(JSON.stringify(made)).not.toContain('anna')
  })

  it('are the same mails when they are made again', () => {
    const ids = () =>
      proposalNotices(afterDeeds('a', 'b', [propose]), people, introducedAt).map(({ noticeId }) => noticeId)
    expect(ids()).toEqual(ids())
  })
})
