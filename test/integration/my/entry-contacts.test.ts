import { beforeEach, describe, expect, it } from 'vitest'
import { changeContact, inviteContact, showEntryContacts } from '../../../functions/my/change-contacts.ts'
import { decideOwnClaim } from '../../../functions/my/decide-claim.ts'
import { joinEntry, showInvitation } from '../../../functions/my/join-entry.ts'
import type { MyParts } from '../../../functions/my/my-parts.ts'
import { showMy } from '../../../functions/my/show-my.ts'
import { confirmSubmission } from '../../../functions/survey/confirm-submission.ts'
import { submitSurvey } from '../../../functions/survey/submit-survey.ts'
import type { SurveyParts } from '../../../functions/survey/survey-parts.ts'
import type { Failure } from '../../../shared/failures.ts'
import type { HttpAnswer } from '../../../shared/http/request.ts'
import { mostInvitationMails } from '../../../shared/my/entry-contacts.ts'
import { letterOf } from '../../../shared/notices/letters.ts'
import type { Notice } from '../../../shared/notices/notice.ts'
import { hashOfToken, randomToken } from '../../../shared/notices/token.ts'
import { addressHash } from '../../../shared/survey/address-hash.ts'
import type { Tables } from '../../../shared/table/client.ts'
import { entryContactsTable } from '../../../shared/table/entry-contacts-table.ts'
import { expiryTable } from '../../../shared/table/renewal-table.ts'
import { crashing, crashModes } from '../../support/crashes.ts'
import { aRequest, aSite } from '../../support/requests.ts'
import { aSessionIn, myPartsOn } from '../../support/sessions.ts'
import { surveyPartsOn } from '../../support/survey-parts.ts'
import { aSurvey } from '../../support/surveys.ts'
import { itemsOfKind, putItem } from '../../support/table-items.ts'
import { freshTables } from '../../support/tables.ts'

const now = '2026-11-23T10:00:00.000Z'
const owner = 'owner@example.org'
const second = 'second@example.org'
const third = 'third@example.org'
const idOf = (address: string) => addressHash('test key', address)
const noMail = { send: () => Promise.reject(new Error('no mail')) }

let tables: Tables
let my: MyParts
let entryId: string

const setUp = async () => {
  tables = await freshTables()
  my = myPartsOn(tables)
  entryId = (await answered(owner)).entryId
}
beforeEach(setUp)

const bodyOf = (answer: HttpAnswer) => JSON.parse(answer.body ?? '{}')
const failureOf = async (work: Promise<unknown>) => {
  const outcome = await work.catch((error: Failure) => error)
  return outcome instanceof Error ? `${(outcome as Failure).kind} ${(outcome as Failure).code}` : 'none'
}
const linkFor = async (purpose: Record<string, unknown>, expiresAt = '2026-12-20T10:00:00.000Z') => {
  const token = randomToken()
  const tokenHash = hashOfToken(token)
  await putItem(tables, 'token', { tokenHash }, { tokenHash, ...purpose, expiresAt })
  return token
}
/** Somebody answers for Zwolle and confirms. */
const answered = async (email: string): Promise<{ entryId: string; status: string }> => {
  const survey: SurveyParts = surveyPartsOn(tables, { now: () => now })
  const body = aSurvey({ authority: { name: 'Zwolle', country: 'NL' }, role: 'officer', email })
  const { submissionId } = bodyOf(await submitSurvey(survey)(aRequest({ body })))
  const token = await linkFor({ purpose: 'confirm-submission', submissionId })
  return bodyOf(await confirmSubmission(survey)(aRequest({ body: {}, parameters: { token } })))
}
const as = async (address: string) => (await aSessionIn(tables, 'respondent', idOf(address))).headers
const seen = async (by = owner) =>
  bodyOf(await showEntryContacts(my)(aRequest({ headers: await as(by), parameters: { entryId } })))
const ask = async (email: string, role = 'officer', by = owner) =>
  inviteContact(my)(aRequest({ headers: await as(by), body: { email, role }, parameters: { entryId } }))
const change = async (contactId: string, action: string, by = owner) =>
  changeContact(my)(aRequest({ headers: await as(by), body: { action }, parameters: { entryId, contactId } }))
const invitationOf = async (address: string) =>
  (await my.entryContacts.invitationsOn(entryId)).find(({ inviteId }) => inviteId === idOf(address))
const invitationLink = async (address: string, expiresAt?: string) =>
  linkFor({ purpose: 'join', entryId, contactId: (await invitationOf(address))?.contactId }, expiresAt)
const join = (token: string, parts = my) => joinEntry(parts)(aRequest({ body: {}, parameters: { token } }))
const told = async (template: string) =>
  (await itemsOfKind(tables, 'notice')).filter((notice) => notice.template === template)
const peopleOf = async () =>
  (await my.entryContacts.peopleOf(entryId)).people.map(({ contact }) => contact.address).sort()

describe('the second contact of an entry', () => {
  it('is asked by mail, and is nobody until they say yes (invitationsOn)', async () => {
    await ask(second)
    expect(await told('contact-invited')).toMatchObject([
      { lane: 'prompt', facts: { entryId, authority: 'Zwolle' } },
    ])
    expect(await seen()).toMatchObject({
      contacts: [{ address: owner, own: true }],
      invited: [{ inviteId: idOf(second), address: 's…@example.org', maySendAgain: true }],
      room: false,
    })
    expect(await peopleOf()).toEqual([owner])
    expect(await my.store.contactById(idOf(second))).toBeUndefined()
    const [invitation] = await my.entryContacts.invitationsOn(entryId)
    const waiting = await my.store.contactById(invitation?.contactId ?? '')
    expect(waiting).toMatchObject({ address: second, state: 'unconfirmed', digest: 'never', entryIds: [] })
    for (const kind of ['invitation', 'notice', 'entryContact'] as const)
      expect(JSON.stringify(await itemsOfKind(tables, kind))).not.toContain('@')
  })

  it('sees by the link who asks and what for, and the link changes nothing', async () => {
    await ask(second)
    const token = await invitationLink(second)
    const show = (wants: 'html' | 'json') => showInvitation(my)(aRequest({ parameters: { token }, wants }))
    expect(bodyOf(await show('json'))).toMatchObject({
      authority: 'Zwolle',
      role: 'officer',
      by: 'o…@example.org',
    })
    expect((await show('html')).body).toContain('Yes, I stand behind it')
    expect(await peopleOf()).toEqual([owner])
  })

  it('stands behind the entry with every right once they say yes, and the other is told', async () => {
    await ask(second)
    expect(bodyOf(await join(await invitationLink(second)))).toEqual({ entryId, status: 'joined' })
    expect(await peopleOf()).toEqual([owner, second])
    expect(await seen(second)).toMatchObject({
      contacts: expect.arrayContaining([
        { contactId: idOf(owner), address: 'o…@example.org', role: 'officer', own: false },
        { contactId: idOf(second), address: second, role: 'officer', own: true },
      ]),
      invited: [],
      room: false,
    })
    expect(await told('people-changed')).toMatchObject([
      { contactId: idOf(owner), facts: { change: 'accepted-invitation' } },
    ])
    const mine = await showMy(my)(aRequest({ headers: await as(second) }))
    expect(bodyOf(mine).entries).toMatchObject([{ entryId }])
    // From now on the same address changes the entry itself.
    expect((await answered(second)).status).toBe('public')
    // The address is in one contact item, not two.
    const kept = (await itemsOfKind(tables, 'contact')).filter(({ address }) => address === second)
    expect(kept).toHaveLength(1)
  })

  it('joins once: the link is used up, has an end, and is nothing to whoever guesses', async () => {
    await ask(second)
    const token = await invitationLink(second)
    const expired = await invitationLink(second, '2026-11-23T09:59:59.000Z')
    expect(await failureOf(join(expired))).toBe('gone expired-invitation')
    const presses = await Promise.all([failureOf(join(token)), failureOf(join(token))])
    expect(presses.sort()).toEqual(['gone used-invitation', 'none'])
    expect(await failureOf(join(randomToken()))).toBe('not-found unknown-token')
    expect(await told('people-changed')).toHaveLength(1)
  })

  it('is asked again with a link that works, but not for ever', async () => {
    await ask(second)
    for (let n = 1; n < mostInvitationMails; n++) await change(idOf(second), 'send-again')
    expect(await told('contact-invited')).toHaveLength(mostInvitationMails)
    expect(await failureOf(change(idOf(second), 'send-again'))).toBe('too-many too-many-invitations')
    expect(await seen()).toMatchObject({ invited: [{ maySendAgain: false }] })
  })

  it('gets no more mails by being taken back and asked anew: they are counted on, without the address', async () => {
    for (let n = 0; n < mostInvitationMails; n++) {
      await ask(second)
      await change(idOf(second), 'remove')
    }
    expect(await failureOf(ask(second))).toBe('too-many too-many-invitations')
    expect(await told('contact-invited')).toHaveLength(mostInvitationMails)
    expect(await seen()).toMatchObject({ invited: [], room: true })
    expect(JSON.stringify(await itemsOfKind(tables, 'contact'))).not.toContain(second)
    // Somebody else may still be asked.
    await ask(third)
    expect(await seen()).toMatchObject({ invited: [{ inviteId: idOf(third), maySendAgain: true }] })
  })

  it('is one: while somebody is asked there is no room, and of two asked at once one is', async () => {
    const outcomes = await Promise.all([failureOf(ask(second)), failureOf(ask(third))])
    expect(outcomes.sort()).toEqual(['conflict two-contacts', 'none'])
    expect(await failureOf(ask(owner))).toBe('invalid invalid')
    expect(await my.entryContacts.invitationsOn(entryId)).toHaveLength(1)
  })

  it('may not be elected where the first one is', async () => {
    const elected = await aSessionIn(tables, 'respondent', idOf(owner))
    await putItem(
      tables,
      'entryContact',
      { entryId, contactId: idOf(owner) },
      { entryId, contactId: idOf(owner), role: 'member' },
    )
    const page = await inviteContact(my)(
      aRequest({
        headers: elected.headers,
        wants: 'html',
        sentAs: 'form',
        body: { email: second, role: 'alternate' },
        parameters: { entryId },
      }),
    )
    expect(page.status).toBe(409)
    expect(page.body).toContain(second)
    expect(page.body).toContain('Only one of the two people may be elected.')
    await ask(second, 'assistant')
    expect(await told('contact-invited')).toHaveLength(1)
  })

  it('is taken back before they have answered, with the address: the link leads nowhere', async () => {
    await ask(second)
    const token = await invitationLink(second)
    await change(idOf(second), 'remove')
    expect(await failureOf(join(token))).toBe('gone expired-invitation')
    expect(JSON.stringify(await itemsOfKind(tables, 'contact'))).not.toContain(second)
    await ask(third)
    expect(await seen()).toMatchObject({ invited: [{ inviteId: idOf(third) }] })
  })

  it('is not let in where it is taken back at the moment they say yes', async () => {
    await ask(second)
    const entryContacts = {
      ...my.entryContacts,
      async join(...given: Parameters<MyParts['entryContacts']['join']>) {
        const invitation = await invitationOf(second)
        if (invitation?.expiresAt !== now) await change(idOf(second), 'remove')
        return my.entryContacts.join(...given)
      },
    }
    const pressed = join(await invitationLink(second), { ...my, entryContacts })
    expect(await failureOf(pressed)).toBe('gone expired-invitation')
    expect(await peopleOf()).toEqual([owner])
  })

  it('is not let in by the link of an invitation that was taken back, though they were asked anew', async () => {
    await ask(second)
    const old = await invitationLink(second)
    await change(idOf(second), 'remove')
    await ask(second)
    expect(await failureOf(join(old))).toBe('gone expired-invitation')
    expect(bodyOf(await join(await invitationLink(second)))).toMatchObject({ status: 'joined' })
  })

  it('is not written down for an entry that is erased meanwhile: the address would outlive it', async () => {
    const entryContacts = {
      ...my.entryContacts,
      async invite(...given: Parameters<MyParts['entryContacts']['invite']>) {
        const entry = await my.entryContacts.entryById(entryId)
        if (entry && entry.state !== 'erased')
          await expiryTable(tables).changeEntry(entry, { ...entry, state: 'erased' })
        return my.entryContacts.invite(...given)
      },
    }
    const asked = inviteContact({ ...my, entryContacts })(
      aRequest({
        headers: await as(owner),
        body: { email: second, role: 'officer' },
        parameters: { entryId },
      }),
    )
    expect(await failureOf(asked)).toBe('not-found not-your-entry')
    expect(await itemsOfKind(tables, 'invitation')).toEqual([])
    expect(JSON.stringify(await itemsOfKind(tables, 'contact'))).not.toContain(second)
  })

  it('is removed by the other and told, or leaves, but the last one stays', async () => {
    await ask(second)
    await join(await invitationLink(second))
    await change(idOf(second), 'remove')
    expect(await peopleOf()).toEqual([owner])
    expect((await told('people-changed')).map(({ facts }) => facts.change)).toContain('removed')
    expect(await failureOf(seen(second))).toBe('not-found not-your-entry')
    expect(await failureOf(change(idOf(owner), 'remove'))).toBe('conflict last-contact')
    await ask(third)
    await join(await invitationLink(third))
    await change(idOf(owner), 'remove')
    expect(await peopleOf()).toEqual([third])
  })

  it('is only for those behind the entry to ask, see or remove: all else is told alike', async () => {
    await ask(second)
    await putItem(
      tables,
      'contact',
      { contactId: idOf(third) },
      { ...(await my.store.contactById(idOf(owner))), contactId: idOf(third), entryIds: ['another'] },
    )
    expect(await failureOf(seen(third))).toBe('not-found not-your-entry')
    expect(await failureOf(ask('any@example.org', 'officer', third))).toBe('not-found not-your-entry')
    expect(await failureOf(change(idOf(second), 'remove', third))).toBe('not-found not-your-entry')
    expect(await failureOf(change('nobody', 'remove'))).toBe('not-found no-such-contact')
  })

  it('is whole or not there, whatever call goes wrong', async () => {
    let recovered = 0
    let tried = 0
    for (const mode of crashModes)
      for (let call = 1; ; call++) {
        await setUp()
        await ask(second)
        const token = await invitationLink(second)
        const broken = crashing(tables, noMail, call, mode)
        await failureOf(join(token, { ...my, entryContacts: entryContactsTable(broken.tables) }))
        if (broken.calls() < call) break
        tried++
        await failureOf(join(token))
        const once = (await told('people-changed')).length === 1
        const left = await my.entryContacts.invitationsOn(entryId)
        if ((await peopleOf()).length === 2 && once && left.length === 0) recovered++
      }
    console.info(`joining: recovered from ${recovered} of ${tried} failures of a call to the table`)
    expect(tried).toBeGreaterThan(20)
    expect(recovered).toBe(tried)
  })
})

describe('an invitation beside a claim of the same person', () => {
  const accept = async (claimant = second) =>
    decideOwnClaim(my)(
      aRequest({
        headers: await as(owner),
        body: { decision: 'accept' },
        parameters: { entryId, claimId: idOf(claimant) },
      }),
    )

  it('is over when the claim is accepted first: no link of it lets them in once they are removed', async () => {
    await ask(second)
    const token = await invitationLink(second)
    expect((await answered(second)).status).toBe('claim')
    await accept()
    expect(await seen()).toMatchObject({ contacts: [{}, {}], invited: [] })
    expect(await itemsOfKind(tables, 'invitation')).toEqual([])
    const kept = (await itemsOfKind(tables, 'contact')).filter(({ address }) => address === second)
    expect(kept.map(({ contactId }) => contactId)).toEqual([idOf(second)])
    expect(await failureOf(join(token))).toBe('gone expired-invitation')
    await change(idOf(second), 'remove')
    expect(await failureOf(join(token))).toBe('gone expired-invitation')
    expect(await peopleOf()).toEqual([owner])
  })

  it('is used up where it outlived the claim, and lets nobody in later', async () => {
    await ask(second)
    const token = await invitationLink(second)
    const [kept] = await itemsOfKind(tables, 'invitation')
    const invited = await my.store.contactById((await invitationOf(second))?.contactId ?? '')
    await answered(second)
    await accept()
    // As before a claim ended it.
    await putItem(tables, 'invitation', { entryId, inviteId: idOf(second) }, { ...kept })
    await putItem(tables, 'contact', { contactId: invited?.contactId ?? '' }, { ...invited })
    expect(bodyOf(await join(token))).toEqual({ entryId, status: 'joined' })
    expect(await itemsOfKind(tables, 'invitation')).toEqual([])
    await change(idOf(second), 'remove')
    expect(await failureOf(join(token))).toBe('gone used-invitation')
    expect(await peopleOf()).toEqual([owner])
  })

  it('leaves the claim to be decided when it is said yes to first', async () => {
    await answered(second)
    await ask(second)
    await join(await invitationLink(second))
    expect(bodyOf(await accept())).toMatchObject({ status: 'accepted' })
    expect(await peopleOf()).toEqual([owner, second])
    expect((await my.entryContacts.entryById(entryId))?.revision).toBe(2)
  })

  it('finds no room when the place was taken meanwhile, and says so', async () => {
    await ask(second)
    await answered(third)
    await accept(third)
    expect(await failureOf(join(await invitationLink(second)))).toBe('conflict no-room-for-you')
    expect(await peopleOf()).toEqual([owner, third])
  })

  it('ends with who gave it: whoever leaves lets nobody in any more', async () => {
    await ask(second)
    const token = await invitationLink(second)
    await answered(third)
    await accept(third)
    await change(idOf(owner), 'remove', third)
    expect(await failureOf(join(token))).toBe('gone expired-invitation')
    expect(JSON.stringify(await itemsOfKind(tables, 'contact'))).not.toContain(second)
    expect(await peopleOf()).toEqual([third])
  })
})

describe('a deleted entry', () => {
  it('leaves nothing of who was asked to stand behind it', async () => {
    await ask(second)
    const entry = await my.entryContacts.entryById(entryId)
    if (!entry) throw new Error('no entry to erase')
    const expiry = expiryTable(tables)
    await expiry.changeEntry(entry, { ...entry, state: 'erased' })
    expect(await expiry.forget(entryId)).toBe(true)
    expect(await itemsOfKind(tables, 'invitation')).toEqual([])
    expect(JSON.stringify(await itemsOfKind(tables, 'contact'))).not.toContain(second)
  })
})

describe('the mail to who is asked', () => {
  it.each(['en', 'fr', 'uk', 'ar'] as const)(
    'says in %s what it is about and leads to the page',
    async (language) => {
      await ask(second)
      const [notice] = (await told('contact-invited')) as Notice<'contact-invited'>[]
      if (!notice) throw new Error('nobody was asked')
      const { letter } = letterOf(aSite, { ...notice, language }, 'a-token')
      expect(letter.subject).toContain('Zwolle')
      expect(JSON.stringify(letter.blocks)).toContain('/my/invitations/a-token')
    },
  )
})
