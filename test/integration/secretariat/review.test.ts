import { beforeAll, describe, expect, it } from 'vitest'
import type { DeskParts } from '../../../functions/secretariat/desk-parts.ts'
import { reviewEntry, showDeskEntry } from '../../../functions/secretariat/review-entry.ts'
import { showDesk } from '../../../functions/secretariat/show-desk.ts'
import type { Failure } from '../../../shared/failures.ts'
import type { HttpAnswer } from '../../../shared/http/request.ts'
import { httpFunction } from '../../../shared/lambda/http-function.ts'
import { letterOf } from '../../../shared/notices/letters.ts'
import type { Notice } from '../../../shared/notices/notice.ts'
import type { Entry } from '../../../shared/register/entry.ts'
import { secretariatOperations } from '../../../shared/secretariat/secretariat-operations.ts'
import type { Tables } from '../../../shared/table/client.ts'
import { deskTable } from '../../../shared/table/desk-table.ts'
import { registerReader } from '../../../shared/table/register-index-table.ts'
import { anItem } from '../../support/builders.ts'
import { crashing, crashModes } from '../../support/crashes.ts'
import { atDeskAs, deskPartsOn } from '../../support/desk.ts'
import { ask } from '../../support/http-events.ts'
import { aRequest, aSite } from '../../support/requests.ts'
import { aRespondentIn } from '../../support/sessions.ts'
import { itemsOfKind } from '../../support/table-items.ts'
import { freshTables } from '../../support/tables.ts'

let tables: Tables
let parts: DeskParts
let officer: Awaited<ReturnType<typeof atDeskAs>>

beforeAll(async () => {
  tables = await freshTables()
  parts = deskPartsOn(tables)
  officer = await atDeskAs(tables, 'officer')
})

const failureOf = async (work: Promise<unknown>) => {
  const outcome = await work.catch((error: Failure) => error)
  return outcome instanceof Error ? `${(outcome as Failure).kind} ${(outcome as Failure).code}` : 'none'
}
const bodyOf = (answer: HttpAnswer) => JSON.parse(answer.body ?? '{}')
/** An entry that waits, with somebody behind it. */
const waiting = async (stated: Partial<Entry> = {}, language: 'en' | 'ar' = 'en') => {
  const { entries } = await aRespondentIn(tables, {
    contact: { language },
    entries: [{ state: 'awaiting-review', ...stated }],
  })
  return entries[0] as Entry
}
const decide = ({ entryId }: Entry, body: Record<string, unknown>, given: DeskParts = parts, more = {}) =>
  reviewEntry(given)(aRequest({ headers: officer.headers, body, parameters: { entryId }, ...more }))
const stored = ({ entryId }: Entry) => parts.store.entryById(entryId)
const inRegister = async ({ entryId }: Entry) =>
  (await registerReader(tables, () => {}).open()).entry(entryId)
const noticesOf = async ({ entryId }: Entry) =>
  (await itemsOfKind(tables, 'notice')).filter(({ facts }) => facts.entryId === entryId)
const deedsOn = async ({ entryId }: Entry) =>
  (await itemsOfKind(tables, 'audit')).filter(({ subject }) => subject === entryId)

describe('what waits', () => {
  it('comes oldest first, with how many there are (entriesAwaitingReview)', async () => {
    const own = await freshTables()
    const reader = await atDeskAs(own, 'reader')
    const at = ['2026-11-22T09:00:00.000Z', '2026-11-20T09:00:00.000Z', '2026-11-21T09:00:00.000Z']
    await aRespondentIn(own, {
      entries: [
        ...at.map((updatedAt) => ({ state: 'awaiting-review' as const, updatedAt })),
        { state: 'public' },
        { state: 'returned' },
      ],
    })
    const view = bodyOf(await showDesk(deskPartsOn(own))(aRequest({ headers: reader.headers })))
    expect(view).toMatchObject({ role: 'reader', total: 3 })
    expect(view.entries.map(({ since }: { since: string }) => since)).toEqual([...at].sort())
    expect(await deskTable(own).entriesAwaitingReview(2)).toMatchObject({ total: 3, entries: { length: 2 } })
  })

  it('shows all that it says and who stands behind it, to readers too (contactsOfEntry)', async () => {
    const entry = await waiting()
    const reader = await atDeskAs(tables, 'reader')
    const request = aRequest({ headers: reader.headers, parameters: { entryId: entry.entryId } })
    expect(bodyOf(await showDeskEntry(parts)(request))).toMatchObject({
      entryId: entry.entryId,
      state: 'awaiting-review',
      contacts: [{ address: expect.stringContaining('@example.org') }],
    })
    const review = reviewEntry(parts)({
      ...request,
      method: 'POST',
      body: { decision: 'publish' },
      sentAs: 'json',
    })
    expect(await failureOf(review)).toBe('not-allowed role-not-enough')
    expect((await stored(entry))?.state).toBe('awaiting-review')
  })
})

describe('a review', () => {
  it('publishes: entry, register, audit and a notice in the contact’s language, together', async () => {
    const entry = await waiting({}, 'ar')
    expect(await inRegister(entry)).toBeUndefined()
    expect(bodyOf(await decide(entry, { decision: 'publish' }))).toEqual({
      entryId: entry.entryId,
      status: 'public',
    })
    expect(await stored(entry)).toMatchObject({ state: 'public', revision: 1 })
    expect(await inRegister(entry)).toBeDefined()
    expect(await deedsOn(entry)).toMatchObject([
      { who: officer.userId, what: 'publish-entry', at: parts.now(), outcome: 'public' },
    ])
    const [notice] = await noticesOf(entry)
    expect(notice).toMatchObject({
      template: 'entry-published',
      language: 'ar',
      lane: 'prompt',
      state: 'due',
    })
    const { letter } = letterOf(aSite, notice as unknown as Notice, undefined)
    expect(JSON.stringify(letter.blocks)).toContain(`/register/${entry.entryId}`)
    expect(
      (await parts.store.entriesAwaitingReview(100)).entries.map(({ entryId }) => entryId),
    ).not.toContain(entry.entryId)
  })

  it.each(['registered', 'secretariat'] as const)(
    'publishes what only the %s may see: the mail leads to where its people see it, not to a page that is not there',
    async (visibility) => {
      const entry = await waiting({ items: [anItem({ visibility })] })
      await decide(entry, { decision: 'publish' })
      const [notice] = await noticesOf(entry)
      const { letter } = letterOf(aSite, notice as unknown as Notice, undefined)
      expect(letter.blocks).toContainEqual(
        expect.objectContaining({ kind: 'button', href: `${aSite.siteUrl}/my?lang=en` }),
      )
      expect(JSON.stringify(letter.blocks)).not.toContain('/register/')
    },
  )

  it('returns with words: the register learns nothing, the contact gets the words and the way back', async () => {
    const entry = await waiting()
    expect(await failureOf(decide(entry, { decision: 'return' }))).toBe('invalid invalid')
    expect(await failureOf(decide(entry, { decision: 'return', words: '   ' }))).toBe('invalid invalid')
    await decide(entry, { decision: 'return', words: 'Which service answers?\n\nPlease say so.' })
    expect((await stored(entry))?.state).toBe('returned')
    expect(await inRegister(entry)).toBeUndefined()
    const [notice] = await noticesOf(entry)
    const { letter } = letterOf(aSite, notice as unknown as Notice, undefined)
    const texts = letter.blocks.flatMap((block) => (block.kind === 'text' ? [block.text] : []))
    expect(texts).toEqual(expect.arrayContaining(['Which service answers?', 'Please say so.']))
    expect(JSON.stringify(letter.blocks)).toContain(`${aSite.siteUrl}/my?`)
  })

  it.each(['public', 'returned', 'paused', 'hidden', 'erased'] as const)(
    'is not for an entry that is %s',
    async (state) => {
      const entry = await waiting({ state })
      expect(await failureOf(decide(entry, { decision: 'publish' }))).toBe('conflict not-waiting')
      expect((await stored(entry))?.state).toBe(state)
    },
  )

  it('is not of another revision than the officer has seen, and keeps their words', async () => {
    const entry = await waiting({ revision: 3 })
    const body = { decision: 'return', words: 'kept words', revision: '2' }
    const page = await decide(entry, body, parts, { sentAs: 'form', wants: 'html' })
    expect(page.status).toBe(409)
    expect(page.body).toContain('kept words')
    expect(page.body).toContain('Somebody changed this meanwhile')
    expect(await failureOf(decide(entry, { decision: 'publish', revision: 3 }))).toBe('none')
  })

  it('by somebody whose session is over or whose role went gives their words back, with the way to sign in', async () => {
    const { entryId } = await waiting()
    const own = await atDeskAs(tables, 'reader', 'reader-now@example.org')
    const served = httpFunction(aSite, [[secretariatOperations.reviewEntry, reviewEntry(parts)]])
    const post = (headers: Record<string, string>) =>
      ask(served, {
        method: 'POST',
        path: `/secretariat/entries/${entryId}/review`,
        headers: {
          Accept: 'text/html',
          Origin: aSite.siteUrl,
          'Content-Type': 'application/x-www-form-urlencoded',
          ...headers,
        },
        body: 'decision=return&revision=1&words=Which+service%3F+%3C%2Ftextarea%3E%3Cb%3E',
      })
    const out = await post({})
    expect(out.statusCode).toBe(401)
    expect(out.body).toContain('Which service? &lt;/textarea>&lt;b>')
    expect(out.body).toContain('/secretariat/sign-in')
    const less = await post({ Cookie: own.headers.cookie ?? '' })
    expect(less.statusCode).toBe(403)
    expect(less.body).toContain('Which service? &lt;/textarea>')
  })

  it('without the words that it needs leads to their field from the top of the page', async () => {
    const page = await decide(await waiting(), { decision: 'return' }, parts, {
      sentAs: 'form',
      wants: 'html',
    })
    expect(page.status).toBe(422)
    expect(page.body).toContain('href="#words"')
  })

  it('of two who decide at once is one’s: one state, one deed, one notice', async () => {
    for (let n = 0; n < 5; n++) {
      const entry = await waiting()
      const outcomes = await Promise.all(
        Array.from({ length: 6 }, (_, k) =>
          failureOf(decide(entry, k % 2 ? { decision: 'publish' } : { decision: 'return', words: 'no' })),
        ),
      )
      expect(outcomes.filter((outcome) => outcome === 'none')).toHaveLength(1)
      const state = (await stored(entry))?.state
      expect((await inRegister(entry)) !== undefined).toBe(state === 'public')
      expect(await deedsOn(entry)).toMatchObject([{ outcome: state }])
      expect(await noticesOf(entry)).toHaveLength(1)
    }
  })

  it('is whole or not at all, whatever call goes wrong, and can be repeated', async () => {
    let tried = 0
    let recovered = 0
    for (const mode of crashModes)
      for (let call = 1; ; call++) {
        const entry = await waiting()
        const broken = crashing(tables, { send: () => Promise.reject(new Error('no mail')) }, call, mode)
        await failureOf(decide(entry, { decision: 'publish' }, { ...parts, store: deskTable(broken.tables) }))
        if (broken.calls() < call) break
        tried++
        const again = await failureOf(decide(entry, { decision: 'publish' }))
        const whole =
          (await stored(entry))?.state === 'public' &&
          (await inRegister(entry)) !== undefined &&
          (await deedsOn(entry)).length === 1 &&
          (await noticesOf(entry)).length === 1
        if (whole && ['none', 'conflict not-waiting'].includes(again)) recovered++
      }
    console.log(`review: recovered from ${recovered} of ${tried} failures of a call to the table`)
    expect(tried).toBeGreaterThan(25)
    expect(recovered).toBe(tried)
  })
})
