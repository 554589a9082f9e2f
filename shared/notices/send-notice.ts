import { Failure } from '../failures.ts'
import type { Call } from '../matchmaking/calls/call.ts'
import type { Contact } from '../survey/contact.ts'
import { composeMail, type MailSettings } from './compose-mail.ts'
import type { Mailer } from './mailer.ts'
import { isOpen, mostAttempts, type Notice } from './notice.ts'
import type { NoticeStore, PairAsRead, Sent } from './notice-store.ts'
import { hashOfToken, type TokenItem, type TokenPurpose, tokenDays } from './token.ts'

export type SenderDeps = {
  readonly store: NoticeStore
  readonly mailer: Mailer
  readonly settings: MailSettings
  readonly now: () => Date
  /** 256 random bits, `randomToken`. */
  readonly newToken: () => string
}

/** What sending came to; `nothing-to-do` also when another sender holds the lease. */
export type SendOutcome =
  | 'accepted'
  | 'suppressed'
  | 'rejected'
  | 'unknown'
  | 'given-up'
  | 'throttled'
  | 'stopped'
  | 'nothing-to-do'

const minutes = 60_000

/**
 * How long a lease holds. Far longer than a hand-over and the write after it may take (SES is given up after
 * 13 s), so that an expired lease means a sender that is gone.
 */
const leaseMs = 2 * minutes

/** How long SES's own event is waited for before the policy decides. Events come within seconds as a rule. */
const settleMs = (notice: Notice): number =>
  notice.template === 'confirm-submission' ? 2 * minutes : 60 * minutes

/** When to try again after 'too fast', and after 'not at all'. */
const throttledMs = 1 * minutes
const stoppedMs = 15 * minutes

/**
 * Sends one notice, once: checks that it should go out, composes it, takes the lease together with the mail's
 * token, hands it over, and stores what came of it. Everything that can be known beforehand is done before the
 * lease, so that between the lease and SES nothing is left that can fail.
 *
 * A notice whose sender is gone, or whose answer was ambiguous, is sent again while `mostAttempts` allows it,
 * else given up: it stays `unknown` until an event says more.
 *
 * @throws Failure `poison` when the notice cannot be read or composed; no repetition heals that
 */
export const sendNotice =
  ({ store, mailer, settings, now, newToken }: SenderDeps) =>
  async (noticeId: string): Promise<SendOutcome> => {
    const notice = await store.noticeById(noticeId)
    const started = now()
    if (!notice || !mayBeTaken(notice, started)) return 'nothing-to-do'
    if ((notice.attempts ?? 0) >= mostAttempts(notice.template))
      return (await store.end(notice, 'unknown', 'given-up', started.toISOString()))
        ? 'given-up'
        : 'nothing-to-do'

    const contact = await store.contactById(notice.contactId)
    const pair = await pairOf(store, notice)
    const call = await callOf(store, notice)
    const whyNot = await reasonNotToSend(store, notice, contact, { pair, call, today: dayOf(started) })
    if (!contact || whyNot)
      return (await store.end(notice, 'suppressed', whyNot ?? 'no-contact', started.toISOString()))
        ? 'suppressed'
        : 'nothing-to-do'

    const token = tokenFor(notice, newToken, started)
    const mail = await composed(() =>
      composeMail(settings, { notice, contact, pair, call, token: token?.token, now: started }),
    )
    if (mail === 'bad-address') {
      await store.park(noticeId, 'bad-address', started.toISOString())
      return 'rejected'
    }

    const leased = now()
    const taken = await store.lease({
      notice,
      holder: hashOfToken(newToken()),
      addressHash: contact.addressHash,
      ...(token && { token: token.item }),
      now: leased.toISOString(),
      until: later(leased, leaseMs),
    })
    if (!taken) return 'nothing-to-do'

    const answer = await mailer.send(mail)
    const leave = (sent: Sent) => store.leave(notice, notice.fence + 1, sent, now().toISOString())
    switch (answer.kind) {
      case 'accepted':
        await leave({ state: 'accepted', messageId: answer.messageId })
        return 'accepted'
      case 'ambiguous':
        await leave({
          state: 'unknown',
          why: answer.code,
          dueAt: later(now(), settleMs(notice)),
        })
        return 'unknown'
      case 'throttled':
      case 'stopped':
        await leave({
          state: 'due',
          why: answer.code,
          dueAt: later(now(), answer.kind === 'stopped' ? stoppedMs : throttledMs),
        })
        return answer.kind
      case 'rejected':
        await leave({ state: 'rejected', why: answer.code })
        return 'rejected'
    }
  }

const dayOf = (at: Date): string => at.toISOString().slice(0, 10)

const later = (from: Date, ms: number): string => new Date(from.getTime() + ms).toISOString()

/** Due ones at once (a sender's clock may be behind the writer's), the others when their time has come. */
const mayBeTaken = (notice: Notice, now: Date): boolean =>
  isOpen(notice.state) && (notice.state === 'due' || notice.dueAt <= now.toISOString())

const reasonNotToSend = async (
  store: NoticeStore,
  notice: Notice,
  contact: Contact | undefined,
  { pair, call, today }: { pair: PairAsRead | undefined; call: Call | undefined; today: string },
): Promise<string | undefined> => {
  if (!contact) return 'no-contact'
  if (aboutPair(notice) && !pair) return 'pair-gone'
  // Without the peer's address it would introduce nobody.
  if (notice.template === 'introduction' && pair?.peerContact?.state !== 'confirmed') return 'peer-gone'
  // A question that was answered meanwhile is asked no more.
  if (pair && isAnswered(notice, pair)) return 'answered'
  if (notice.template === 'call-invitation') {
    const { entryId } = (notice as Notice<'call-invitation'>).facts
    // What cannot be answered any more is no invitation.
    if (call?.state !== 'open' || call.until < today || !contact.entryIds.includes(entryId))
      return 'call-over'
  }
  // Who unsubscribed after the digest was planned gets it no more.
  if (notice.template === 'digest' && (contact.state !== 'confirmed' || contact.digest === 'never'))
    return 'unsubscribed'
  if (notice.template === 'renewal-reminder') {
    // Who renewed after the reminder was planned, on their own page or a colleague, is asked no more.
    const { entryId, until } = (notice as Notice<'renewal-reminder'>).facts
    if (!contact.entryIds.includes(entryId) || (await store.untilOf(entryId)) !== until) return 'renewed'
  }
  return (await store.isSuppressed(contact.addressHash)) ? 'suppressed-address' : undefined
}

/** Whether what a mail asks for is no question any more: everything moved on, or this side has said it. */
const isAnswered = ({ template }: Notice, { introduction, own }: PairAsRead): boolean => {
  const { state, wishes, outcomes } = introduction
  if (template === 'introduction-proposal') return state !== 'proposed' || wishes[own.entryId] !== undefined
  if (template === 'introduction-follow-up')
    return !['introduced', 'under-way'].includes(state) || outcomes[own.entryId] !== undefined
  return false
}

const aboutPair = (notice: Notice): { introductionId: string; entryId: string } | undefined =>
  notice.template === 'introduction' ||
  notice.template === 'introduction-proposal' ||
  notice.template === 'introduction-follow-up'
    ? (notice as Notice<'introduction'>).facts
    : undefined

/** What a mail about an introduction is written from; undefined for other mails, and when it is gone. */
const pairOf = async (store: NoticeStore, notice: Notice): Promise<PairAsRead | undefined> => {
  const about = aboutPair(notice)
  return about && store.pairAsRead(about.introductionId, about.entryId)
}

/** The call that a mail invites to, as it is now; undefined for other mails. */
const callOf = async (store: NoticeStore, notice: Notice): Promise<Call | undefined> =>
  notice.template === 'call-invitation'
    ? store.callById((notice as Notice<'call-invitation'>).facts.callId)
    : undefined

const tokenFor = (
  notice: Notice,
  newToken: () => string,
  now: Date,
): { token: string; item: TokenItem } | undefined => {
  const may = purposeOf(notice)
  if (!may) return undefined
  const token = newToken()
  const expiresAt = later(now, tokenDays[may.purpose] * 24 * 60 * minutes)
  return { token, item: { ...may, tokenHash: hashOfToken(token), expiresAt } }
}

const purposeOf = (notice: Notice): TokenPurpose | undefined => {
  switch (notice.template) {
    case 'confirm-submission':
      return {
        purpose: 'confirm-submission',
        submissionId: (notice as Notice<'confirm-submission'>).facts.submissionId,
      }
    case 'continue-draft':
      return {
        purpose: 'continue-draft',
        draftId: (notice as Notice<'continue-draft'>).facts.draftId,
      }
    case 'digest':
      return { purpose: 'unsubscribe', contactId: notice.contactId }
    case 'sign-in':
      return { purpose: 'sign-in', contactId: notice.contactId }
    case 'contact-invited': {
      const { entryId } = (notice as Notice<'contact-invited'>).facts
      return { purpose: 'join', entryId, contactId: notice.contactId }
    }
    case 'acted-for': {
      const { actingId, entryId } = (notice as Notice<'acted-for'>).facts
      return { purpose: 'object', actingId, entryId }
    }
    case 'renewal-reminder': {
      const { entryId, until } = (notice as Notice<'renewal-reminder'>).facts
      return { purpose: 'renew', entryId, contactId: notice.contactId, until }
    }
    case 'introduction':
    case 'introduction-proposal':
    case 'introduction-follow-up': {
      const { introductionId, entryId } = (notice as Notice<'introduction'>).facts
      return { purpose: 'answer-introduction', introductionId, entryId, contactId: notice.contactId }
    }
    case 'claim-received':
    case 'claim-decided':
    case 'people-changed':
    case 'acting-objected':
    case 'desk-told':
    case 'entry-published':
    case 'entry-returned':
    case 'call-invitation':
      return undefined
  }
}

/** An error in composing is a defect of the notice or of ours: trying again does not help. */
const composed = async <T>(compose: () => Promise<T>): Promise<T | 'bad-address'> => {
  try {
    return await compose()
  } catch (cause) {
    if (cause instanceof Failure && cause.code === 'bad-email') return 'bad-address'
    throw new Failure('poison', 'unexpected', { cause })
  }
}
