import { daysForClaim } from '../survey/claim.ts'
import type { NoticeTemplate } from './notice.ts'
import { tokenDays } from './token.ts'

/** A bounce comes within days, a complaint when somebody is back from a holiday and reads the mail. */
const whileItIsNew = 30

/**
 * How many days a notice is kept after its end, with what its mail was about, the contact's id and the address's keyed
 * hash in it: no longer than the mail must be explained, or an event about it still means somebody. The privacy notice
 * states these periods (`legal-text.tsx`).
 */
export const noticeDaysKept: Readonly<Record<NoticeTemplate, number>> = {
  // The link works for an hour, and the notice says where somebody wanted to go.
  'sign-in': 7,
  'confirm-submission': whileItIsNew,
  'continue-draft': whileItIsNew,
  'entry-published': whileItIsNew,
  // With the words that an officer wrote: long enough to be asked what they meant.
  'entry-returned': whileItIsNew,
  // Says that those behind the entry were told, for as long as the claim may be decided.
  'claim-received': daysForClaim,
  // With the words of who decided.
  'claim-decided': whileItIsNew,
  'people-changed': whileItIsNew,
  // As long as its link works.
  'acted-for': tokenDays.object,
  'acting-objected': whileItIsNew,
  'contact-invited': whileItIsNew,
  'desk-told': whileItIsNew,
  // Longer than the 23 days between the two reminders, in which its row keeps it from being planned again.
  'renewal-reminder': whileItIsNew,
  // As long as its link works. That two were introduced is kept with the introduction: no second mail can follow.
  introduction: tokenDays['answer-introduction'],
  'introduction-proposal': whileItIsNew,
  'introduction-follow-up': whileItIsNew,
  // Longer than it takes to tell all who might; that they were told is noted with the call.
  'call-invitation': whileItIsNew,
  // As long as its links work.
  digest: tokenDays.unsubscribe,
}

/** The same for an item that does not say which mail it is: it is damaged, and an operator should see it. */
export const damagedNoticeDaysKept = whileItIsNew
