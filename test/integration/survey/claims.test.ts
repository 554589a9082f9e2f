import { beforeEach, describe, expect, it } from 'vitest'
import { inviteContact } from '../../../functions/my/change-contacts.ts'
import { decideOwnClaim, showClaim, showClaims } from '../../../functions/my/decide-claim.ts'
import { joinEntry } from '../../../functions/my/join-entry.ts'
import type { MyParts } from '../../../functions/my/my-parts.ts'
import { showMy } from '../../../functions/my/show-my.ts'
import { decideDeskClaim, showDeskClaim } from '../../../functions/secretariat/decide-claim.ts'
import { showDesk } from '../../../functions/secretariat/show-desk.ts'
import { confirmSubmission } from '../../../functions/survey/confirm-submission.ts'
import { submitSurvey } from '../../../functions/survey/submit-survey.ts'
import type { SurveyParts } from '../../../functions/survey/survey-parts.ts'
import type { Failure } from '../../../shared/failures.ts'
import type { HttpAnswer } from '../../../shared/http/request.ts'
import { newId } from '../../../shared/lambda/new-id.ts'
import { pointRecipient } from '../../../shared/notices/point-recipients.ts'
import { hashOfToken, randomToken } from '../../../shared/notices/token.ts'
import { addressHash } from '../../../shared/survey/address-hash.ts'
import { daysForClaim } from '../../../shared/survey/claim.ts'
import { expireClaims } from '../../../shared/survey/expire-claims.ts'
import { settleClaim } from '../../../shared/survey/settle-claim.ts'
import { actingTable } from '../../../shared/table/acting-table.ts'
import { claimTable } from '../../../shared/table/claim-table.ts'
import type { Tables } from '../../../shared/table/client.ts'
import { draftTable } from '../../../shared/table/draft-table.ts'
import { surveyTable } from '../../../shared/table/survey-table.ts'
import { atDeskAs, deskPartsOn } from '../../support/desk.ts'
import { aRequest, aSite } from '../../support/requests.ts'
import { aSessionIn, myPartsOn } from '../../support/sessions.ts'
import { aSurvey } from '../../support/surveys.ts'
import { itemsOfKind, putItem } from '../../support/table-items.ts'
import { freshTables } from '../../support/tables.ts'

const now = '2026-11-23T10:00:00.000Z'
const owner = 'owner@example.org'
const claimant = 'claimant@example.org'
const idOf = (address: string) => addressHash('test key', address)

let tables: Tables
let survey: SurveyParts
let my: MyParts
let entryId: string

beforeEach(async () => {
  tables = await freshTables()
  survey = {
    site: aSite,
    store: surveyTable(tables),
    drafts: draftTable(tables),
    acting: actingTable(tables),
    addressKey: async () => 'test key',
    review: 'at-once',
    secondsToRead: 0,
    pointsTold: async () => [pointRecipient('desk@example.org')],
    now: () => now,
    newId,
    pause: async () => {},
  }
  my = myPartsOn(tables)
  entryId = (await answered(owner, { role: 'member' })).entryId ?? ''
})

const bodyOf = (answer: HttpAnswer) => JSON.parse(answer.body ?? '{}')
const failureOf = async (work: Promise<unknown>) => {
  const outcome = await work.catch((error: Failure) => error)
  return outcome instanceof Error ? `${(outcome as Failure).kind} ${(outcome as Failure).code}` : 'none'
}

const linkFor = async (purpose: Record<string, unknown>) => {
  const token = randomToken()
  const tokenHash = hashOfToken(token)
  const expiresAt = '2026-11-30T10:00:00.000Z'
  await putItem(tables, 'token', { tokenHash }, { tokenHash, ...purpose, expiresAt })
  return token
}

/** Somebody answers for Zwolle and confirms by the mailed link. */
const answered = async (
  email: string,
  stated: Record<string, unknown> = {},
): Promise<{ status?: string; entryId?: string }> => {
  const body = aSurvey({ authority: { name: 'Zwolle', country: 'NL' }, email, ...stated })
  const { submissionId } = bodyOf(await submitSurvey(survey)(aRequest({ body })))
  const token = await linkFor({ purpose: 'confirm-submission', submissionId })
  return bodyOf(await confirmSubmission(survey)(aRequest({ body: {}, parameters: { token } })))
}
const as = async (address: string) => (await aSessionIn(tables, 'respondent', idOf(address))).headers
const claimOf = (address: string) => my.claims.claimById(entryId, idOf(address))
const decide = async (body: unknown, by = owner, of = claimant) =>
  decideOwnClaim(my)(aRequest({ body, headers: await as(by), parameters: { entryId, claimId: idOf(of) } }))
const told = async (template: string) =>
  (await itemsOfKind(tables, 'notice')).filter((notice) => notice.template === template)
const peopleOf = async () =>
  (await my.claims.peopleOf(entryId)).people.map(({ contact }) => contact.address).sort()

describe('answers for an entry from an unknown address', () => {
  it('are a claim that changes nothing; its people and the secretariat are told (claimById)', async () => {
    const before = await my.claims.entryById(entryId)
    expect((await answered(claimant)).status).toBe('claim')
    expect(await my.claims.entryById(entryId)).toEqual(before)
    expect(await claimOf(claimant)).toMatchObject({ state: 'open', openedAt: now })
    expect(await told('claim-received')).toMatchObject([{ contactId: idOf(owner), lane: 'prompt' }])
    expect((await told('desk-told')).map(({ facts, contactId }) => [facts.what, contactId])).toEqual(
      expect.arrayContaining([
        ['new-entry', pointRecipient('desk@example.org')],
        ['claim', pointRecipient('desk@example.org')],
      ]),
    )
    expect(await peopleOf()).toEqual([owner])
  })

  it('are one claim a person: newer answers take the place of older ones, and nobody is told again', async () => {
    await answered(claimant)
    const first = await claimOf(claimant)
    await answered(claimant)
    const second = await claimOf(claimant)
    expect(second?.submissionId).not.toBe(first?.submissionId)
    expect(second?.expiresAt).toBe(first?.expiresAt)
    expect(await told('claim-received')).toHaveLength(1)
    expect(await my.claims.claimsOnEntry(entryId)).toHaveLength(1)
  })

  it('are two claims when two people answer at once, each for its own person (claimsOnEntry)', async () => {
    await Promise.all([answered(claimant), answered('another@example.org')])
    expect(await my.claims.claimsOnEntry(entryId)).toHaveLength(2)
    expect(await told('claim-received')).toHaveLength(2)
  })
})

describe('those behind an entry', () => {
  beforeEach(async () => {
    await answered(claimant)
  })

  it('see who claims it, with the address in part, and what was answered', async () => {
    const headers = await as(owner)
    expect(bodyOf(await showMy(my)(aRequest({ headers }))).entries).toMatchObject([{ claims: 1 }])
    const list = bodyOf(await showClaims(my)(aRequest({ headers, parameters: { entryId } })))
    expect(list.claims).toMatchObject([{ address: 'c…@example.org', claimId: idOf(claimant) }])
    const one = await showClaim(my)(aRequest({ headers, parameters: { entryId, claimId: idOf(claimant) } }))
    expect(bodyOf(one).items).toHaveLength(1)
    expect(one.body).not.toContain(claimant)
  })

  it('accept somebody: the answers are the next revision, the claimant a contact with rights', async () => {
    expect(bodyOf(await decide({ decision: 'accept' }))).toEqual({
      entryId,
      claimId: idOf(claimant),
      status: 'accepted',
    })
    expect(await peopleOf()).toEqual([claimant, owner])
    expect((await my.claims.entryById(entryId))?.revision).toBe(2)
    expect(await told('claim-decided')).toMatchObject([
      { contactId: idOf(claimant), facts: { outcome: 'accepted' } },
    ])
    const mine = await showMy(my)(aRequest({ headers: await as(claimant) }))
    expect(bodyOf(mine).entries).toMatchObject([{ entryId }])
    // From now on the same address changes the entry itself.
    expect((await answered(claimant)).status).toBe('public')
  })

  it('refuse somebody with words: nothing changes, and the claimant gets the words', async () => {
    const before = await my.claims.entryById(entryId)
    expect(await failureOf(decide({ decision: 'refuse' }))).toBe('invalid invalid')
    await decide({ decision: 'refuse', words: 'We do not know you.' })
    expect(await my.claims.entryById(entryId)).toEqual(before)
    expect(await peopleOf()).toEqual([owner])
    expect(await told('claim-decided')).toMatchObject([
      { facts: { outcome: 'refused', words: 'We do not know you.' } },
    ])
    expect(await failureOf(decide({ decision: 'accept' }))).toBe('conflict claim-decided')
    // Whoever was refused may try again.
    await answered(claimant)
    expect(await claimOf(claimant)).toMatchObject({ state: 'open' })
  })

  it('get what they wrote back with the page when something is missing', async () => {
    const page = await decideOwnClaim(my)(
      aRequest({
        wants: 'html',
        sentAs: 'form',
        body: { decision: 'refuse', words: ' ' },
        headers: await as(owner),
        parameters: { entryId, claimId: idOf(claimant) },
      }),
    )
    expect(page.status).toBe(422)
    expect(page.body).toContain('Say in a sentence why you refuse')
  })

  it('are two at most, of whom one is elected: for another somebody leaves', async () => {
    const elected = 'elected@example.org'
    await answered(elected, { role: 'alternate' })
    expect(await failureOf(decide({ decision: 'accept' }, owner, elected))).toBe('conflict one-elected')
    await decide({ decision: 'accept' })
    expect(await failureOf(decide({ decision: 'accept' }, owner, elected))).toBe('conflict contacts-full')
    await decide({ decision: 'accept', replaces: idOf(owner) }, owner, elected)
    expect(await peopleOf()).toEqual([claimant, elected])
    // Who left sees nothing of it any more.
    const headers = await as(owner)
    expect(bodyOf(await showMy(my)(aRequest({ headers }))).entries).toEqual([])
  })

  it('are the only ones: to anybody else a claim is as if it were not there', async () => {
    await answered('else@example.org', { authority: { name: 'Assen', country: 'NL' } })
    expect(await failureOf(decide({ decision: 'accept' }, 'else@example.org'))).toBe(
      'not-found no-such-claim',
    )
    expect(await failureOf(decide({ decision: 'accept' }, owner, 'nobody@example.org'))).toBe(
      'not-found no-such-claim',
    )
    expect(await peopleOf()).toEqual([owner])
  })
})

describe('a claim decided twice at once', () => {
  it('is decided once: the other is told so', async () => {
    await answered(claimant)
    const outcomes = await Promise.all([
      failureOf(decide({ decision: 'accept' })),
      failureOf(decide({ decision: 'refuse', words: 'No.' })),
    ])
    expect(outcomes.sort()).toEqual(['conflict claim-decided', 'none'])
    expect(await told('claim-decided')).toHaveLength(1)
    const { state } = (await claimOf(claimant)) ?? {}
    expect(await peopleOf()).toEqual(state === 'accepted' ? [claimant, owner] : [owner])
  })

  it('makes two contacts at most when two claims are accepted at once', async () => {
    const another = 'another@example.org'
    await answered(claimant)
    await answered(another)
    const outcomes = await Promise.all([
      failureOf(decide({ decision: 'accept' })),
      failureOf(decide({ decision: 'accept' }, owner, another)),
    ])
    expect(outcomes.sort()).toEqual(['conflict contacts-full', 'none'])
    expect(await peopleOf()).toHaveLength(2)
  })

  it('comes to nothing where the entry is erased meanwhile', async () => {
    await answered(claimant)
    const store = {
      ...my.claims,
      async decide(...given: Parameters<MyParts['claims']['decide']>) {
        const { entry } = given[0]
        if (entry.state !== 'erased') {
          const { entryId } = entry
          await putItem(
            tables,
            'entry',
            { entryId },
            { ...entry, state: 'erased', revision: entry.revision + 1 },
          )
        }
        return my.claims.decide(...given)
      },
    }
    const headers = await as(owner)
    const parameters = { entryId, claimId: idOf(claimant) }
    const work = decideOwnClaim({ ...my, claims: store })(
      aRequest({ body: { decision: 'accept' }, headers, parameters }),
    )
    expect(await failureOf(work)).toBe('not-found no-such-claim')
    expect(await peopleOf()).toEqual([owner])
    expect(await claimOf(claimant)).toMatchObject({ state: 'open' })
  })
})

describe('the desk', () => {
  it('sees what is claimed with the whole address, and decides with an audited deed (openClaims)', async () => {
    await answered(claimant)
    const desk = deskPartsOn(tables)
    const reader = await atDeskAs(tables, 'reader')
    const officer = await atDeskAs(tables, 'officer')
    const parameters = { entryId, claimId: idOf(claimant) }
    const waiting = bodyOf(await showDesk(desk)(aRequest({ headers: officer.headers })))
    expect(waiting.claims).toMatchObject({ total: 1, open: [{ entryId, claimId: idOf(claimant) }] })
    const seen = await showDeskClaim(desk)(aRequest({ headers: reader.headers, parameters }))
    expect(bodyOf(seen).address).toBe(claimant)
    const accept = (headers: Record<string, string>) =>
      decideDeskClaim(desk)(aRequest({ body: { decision: 'accept' }, headers, parameters }))
    expect(await failureOf(accept(reader.headers))).toBe('not-allowed role-not-enough')
    await accept(officer.headers)
    expect(await peopleOf()).toEqual([claimant, owner])
    expect(await itemsOfKind(tables, 'audit')).toMatchObject([
      { what: 'accept-claim', who: officer.userId, subject: entryId, outcome: 'accepted' },
    ])
    // Those behind the entry did not decide: they are told.
    expect(await told('people-changed')).toMatchObject([
      { contactId: idOf(owner), facts: { change: 'joined' } },
    ])
  })

  it('replaces somebody with the invitations that they gave: none lets anybody in any more', async () => {
    const friend = 'friend@example.org'
    const headers = await as(owner)
    const parameters = { entryId }
    await inviteContact(my)(aRequest({ headers, body: { email: friend, role: 'officer' }, parameters }))
    const [invitation] = await my.entryContacts.invitationsOn(entryId)
    const token = await linkFor({ purpose: 'join', entryId, contactId: invitation?.contactId })
    await answered(claimant)
    const officer = await atDeskAs(tables, 'officer')
    await decideDeskClaim(deskPartsOn(tables))(
      aRequest({
        body: { decision: 'accept', replaces: idOf(owner) },
        headers: officer.headers,
        parameters: { entryId, claimId: idOf(claimant) },
      }),
    )
    expect(await peopleOf()).toEqual([claimant])
    const pressed = joinEntry(my)(aRequest({ body: {}, parameters: { token } }))
    expect(await failureOf(pressed)).toBe('gone expired-invitation')
    expect(await itemsOfKind(tables, 'invitation')).toEqual([])
    expect(JSON.stringify(await itemsOfKind(tables, 'contact'))).not.toContain(friend)
    expect(await peopleOf()).toEqual([claimant])
  })
})

describe('a claim that nobody decides', () => {
  const expire = (at: string) => expireClaims({ store: claimTable(tables), report: () => {} })(at)
  const over = new Date(Date.parse(now) + daysForClaim * 86_400_000).toISOString()

  it('ends when its time is over, and the claimant is told once (claimsToExpire)', async () => {
    await answered(claimant)
    expect(await expire(now)).toEqual({ expired: 0 })
    expect(await expire(over)).toEqual({ expired: 1 })
    expect(await expire(over)).toEqual({ expired: 0 })
    expect(await claimOf(claimant)).toMatchObject({ state: 'expired' })
    expect(await told('claim-decided')).toMatchObject([{ facts: { outcome: 'expired' } }])
  })

  it('is not accepted after its time, even before the job has run', async () => {
    await answered(claimant)
    const late = settleClaim(
      { store: my.claims, pause: async () => {}, now: () => over },
      { entryId, claimId: idOf(claimant), body: { decision: 'accept' } },
    )
    expect(await failureOf(late)).toBe('conflict claim-decided')
    expect(await peopleOf()).toEqual([owner])
  })
})
