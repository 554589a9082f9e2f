import { beforeAll, describe, expect, it } from 'vitest'
import { pauseEntry, reconfirmEntry } from '../../../functions/my/change-entry.ts'
import type { MyParts } from '../../../functions/my/my-parts.ts'
import { setPreferences } from '../../../functions/my/set-preferences.ts'
import { showMy } from '../../../functions/my/show-my.ts'
import type { Failure } from '../../../shared/failures.ts'
import type { HttpAnswer } from '../../../shared/http/request.ts'
import type { Entry } from '../../../shared/register/entry.ts'
import { review } from '../../../shared/secretariat/review.ts'
import type { Tables } from '../../../shared/table/client.ts'
import { deskTable } from '../../../shared/table/desk-table.ts'
import { digestTable } from '../../../shared/table/digest-table.ts'
import { listOf } from '../../../shared/table/keys.ts'
import { myTable } from '../../../shared/table/my-table.ts'
import { registerReader } from '../../../shared/table/register-index-table.ts'
import { anItem } from '../../support/builders.ts'
import { crashing, crashModes } from '../../support/crashes.ts'
import { aRequest } from '../../support/requests.ts'
import { aRespondentIn, aSessionIn, myPartsOn } from '../../support/sessions.ts'
import { itemsOfKind } from '../../support/table-items.ts'
import { freshTables } from '../../support/tables.ts'

let tables: Tables
let parts: MyParts

beforeAll(async () => {
  tables = await freshTables()
  parts = myPartsOn(tables)
})

const failureOf = async (work: Promise<unknown>) => {
  const outcome = await work.catch((error: Failure) => error)
  return outcome instanceof Error ? `${(outcome as Failure).kind} ${(outcome as Failure).code}` : 'none'
}
const bodyOf = (answer: HttpAnswer) => JSON.parse(answer.body ?? '{}') as Record<string, unknown>

/** Somebody with one entry, signed in. */
const signedIn = async (entry: Partial<Entry> = {}) => {
  const { contact, entries } = await aRespondentIn(tables, { entries: [entry] })
  const { headers } = await aSessionIn(tables, 'respondent', contact.contactId)
  return { contact, entry: entries[0] as Entry, headers }
}
type SignedIn = Awaited<ReturnType<typeof signedIn>>
const pause = ({ headers, entry }: Pick<SignedIn, 'headers' | 'entry'>, state: string, given = parts) =>
  pauseEntry(given)(aRequest({ headers, body: { state }, parameters: { entryId: entry.entryId } }))
const reconfirm = ({ headers, entry }: Pick<SignedIn, 'headers' | 'entry'>) =>
  reconfirmEntry(parts)(aRequest({ headers, body: {}, parameters: { entryId: entry.entryId } }))
const stored = async ({ entryId }: Entry) => (await parts.store.entriesOf([entryId]))[0]
/** The entry as the register's search knows it. */
const inRegister = async ({ entryId }: Entry) =>
  (await registerReader(tables, () => {}).open()).entry(entryId)

describe('my own page', () => {
  it('shows each entry with its state, until when, and who may see what (entriesOf)', async () => {
    const items = [
      anItem({ theme: 'tourism', visibility: 'public' }),
      anItem({ theme: 'integrity-plans', visibility: 'secretariat' }),
    ]
    const { headers, contact, entry } = await signedIn({ items })
    const answer = await showMy(parts)(aRequest({ headers }))
    expect(answer.headers?.['cache-control']).toBe('private, no-store')
    expect(bodyOf(answer)).toMatchObject({
      address: contact.address,
      digest: 'weekly',
      entries: [
        {
          entryId: entry.entryId,
          state: 'public',
          until: '2027-11-01',
          items: [{ visibility: 'public' }, { visibility: 'secretariat' }],
        },
      ],
    })
    const page = await showMy(parts)(aRequest({ headers, wants: 'html', query: { done: ['paused'] } }))
    expect(page.body).toContain('Visible to: Only the secretariat')
    expect(page.body).toContain('Paused: nobody finds the entry any more.')
  })

  it('shows the words with which the secretariat returned an entry, to whom they were written (wordsOfReturn)', async () => {
    const { headers, contact, entry } = await signedIn({ state: 'awaiting-review' })
    const told = { ...contact, language: 'en' as const }
    const decided = review({
      entry,
      decision: 'return',
      words: 'Which service answers?\n\nPlease <b>name</b> it.',
      contacts: [told],
      who: 'officer1',
      now: parts.now(),
    })
    expect(await deskTable(tables).review(decided)).toBe(true)
    expect(bodyOf(await showMy(parts)(aRequest({ headers }))).entries).toMatchObject([
      { state: 'returned', words: 'Which service answers?\n\nPlease <b>name</b> it.' },
    ])
    const page = await showMy(parts)(aRequest({ headers, wants: 'html' }))
    expect(page.body).toContain('The secretariat writes')
    expect(page.body).toContain('<p dir="auto">Please &lt;b>name&lt;/b> it.</p>')
    expect(page.body).toContain('Choose ‘Change or add something’ below')
  })

  it('says of a returned entry that somebody was written to, where the words are no longer kept', async () => {
    const { headers } = await signedIn({ state: 'returned' })
    const page = await showMy(parts)(aRequest({ headers, wants: 'html' }))
    expect(page.body).toContain('The secretariat sent it back and wrote to you why')
    expect(page.body).not.toContain('The secretariat writes')
  })

  it('leaves out entries that are no more', async () => {
    const { contact } = await aRespondentIn(tables, { contact: { entryIds: ['gone'] }, entries: [] })
    const { headers } = await aSessionIn(tables, 'respondent', contact.contactId)
    expect(bodyOf(await showMy(parts)(aRequest({ headers }))).entries).toEqual([])
  })
})

describe('preferences', () => {
  const subscribers = async (frequency: 'weekly' | 'monthly', contactId: string) => {
    const found: string[] = []
    for await (const each of digestTable(tables).subscribersOf(frequency, listOf(contactId)))
      found.push(each.contactId)
    return found.includes(contactId)
  }

  it('move a person between the lists of those who want digests', async () => {
    const { headers, contact } = await signedIn()
    const set = (digest: string) => setPreferences(parts)(aRequest({ headers, body: { digest, words: 1 } }))
    expect(await subscribers('weekly', contact.contactId)).toBe(true)
    expect(bodyOf(await set('monthly'))).toEqual({ digest: 'monthly' })
    expect(await subscribers('weekly', contact.contactId)).toBe(false)
    expect(await subscribers('monthly', contact.contactId)).toBe(true)
    await set('never')
    expect(await subscribers('monthly', contact.contactId)).toBe(false)
    expect(await parts.store.contactById(contact.contactId)).toMatchObject({
      digest: 'never',
      // An older submission that is confirmed later does not undo it.
      digestChosenAt: parts.now(),
    })
    expect(await failureOf(set('hourly'))).toBe('invalid invalid')
  })
})

describe('an entry of mine', () => {
  it('is paused and continued, and the register forgets and finds it in the same moment', async () => {
    const mine = await signedIn()
    await reconfirm(mine)
    expect(await inRegister(mine.entry)).toBeDefined()
    expect(bodyOf(await pause(mine, 'paused'))).toMatchObject({ state: 'paused' })
    expect(await inRegister(mine.entry)).toBeUndefined()
    expect(bodyOf(await pause(mine, 'paused'))).toMatchObject({ state: 'paused' })
    expect(bodyOf(await pause(mine, 'public'))).toMatchObject({ state: 'public' })
    expect(await inRegister(mine.entry)).toMatchObject({ state: 'public' })
  })

  it('is confirmed for another year, and is back where it had expired', async () => {
    const mine = await signedIn({ until: '2026-12-01' })
    expect(bodyOf(await reconfirm(mine))).toMatchObject({ state: 'public', until: '2027-11-23' })
    const expired = await signedIn({ state: 'hidden', until: '2026-11-01' })
    expect(bodyOf(await reconfirm(expired))).toMatchObject({ state: 'public', until: '2027-11-23' })
    expect(await inRegister(expired.entry)).toMatchObject({ until: '2027-11-23' })
  })

  it.each(['awaiting-review', 'returned', 'hidden', 'erased'] as const)(
    'that is %s gets past nobody by pausing and continuing',
    async (state) => {
      const mine = await signedIn({ state })
      for (const wanted of ['paused', 'public'])
        expect(await failureOf(pause(mine, wanted))).toBe('conflict entry-not-published')
      expect((await stored(mine.entry))?.state).toBe(state)
      expect(await inRegister(mine.entry)).toBeUndefined()
    },
  )

  it('is nobody else’s: a stranger’s id is not found, like one of nobody', async () => {
    const mine = await signedIn()
    const stranger = await signedIn()
    for (const entry of [mine.entry, { ...mine.entry, entryId: 'nobody' }]) {
      expect(await failureOf(pause({ headers: stranger.headers, entry }, 'paused'))).toBe(
        'not-found not-your-entry',
      )
      expect(await failureOf(reconfirm({ headers: stranger.headers, entry }))).toBe(
        'not-found not-your-entry',
      )
    }
    expect((await stored(mine.entry))?.state).toBe('public')
  })

  it('is changed by each of ten who press at once, one after the other', async () => {
    const mine = await signedIn()
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, (_, n) => failureOf(pause(mine, n % 2 === 0 ? 'paused' : 'public'))),
    )
    expect(outcomes.filter((outcome) => !['none', 'unavailable try-again'].includes(outcome))).toEqual([])
    const now = await stored(mine.entry)
    expect((await inRegister(mine.entry)) !== undefined).toBe(now?.state === 'public')
  })

  it('stands in table and register alike, whatever call goes wrong', async () => {
    let tried = 0
    let recovered = 0
    for (const mode of crashModes)
      for (let call = 1; ; call++) {
        const mine = await signedIn()
        await reconfirm(mine)
        const broken = crashing(tables, { send: () => Promise.reject(new Error('no mail')) }, call, mode)
        await failureOf(pause(mine, 'paused', { ...parts, store: myTable(broken.tables) }))
        if (broken.calls() < call) break
        tried++
        const alike = async () =>
          ((await inRegister(mine.entry)) !== undefined) === ((await stored(mine.entry))?.state === 'public')
        const before = await alike()
        await pause(mine, 'paused')
        if (before && (await alike()) && (await stored(mine.entry))?.state === 'paused') recovered++
      }
    console.log(`pausing: recovered from ${recovered} of ${tried} failures of a call to the table`)
    expect(tried).toBeGreaterThan(20)
    expect(recovered).toBe(tried)
  })

  it('has one row in the delta a change', async () => {
    const mine = await signedIn()
    const rows = async () =>
      (await itemsOfKind(tables, 'delta')).filter(({ entryId }) => entryId === mine.entry.entryId).length
    await pause(mine, 'paused')
    await pause(mine, 'paused')
    expect(await rows()).toBe(1)
  })
})
