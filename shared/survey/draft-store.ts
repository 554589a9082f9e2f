import type { Notice } from '../notices/notice.ts'
import type { TokenItem } from '../notices/token.ts'
import type { Entry } from '../register/entry.ts'
import type { SessionReads } from '../sessions/session-store.ts'
import type { Contact } from './contact.ts'
import type { Draft } from './draft.ts'
import type { Proof } from './form-guard.ts'
import type { NewSubmission, Submission } from './submission.ts'

/** A draft as it is kept for the first time, with the link of the browser that began it. */
type NewDraft = {
  readonly draft: Draft
  readonly contact: Contact
  readonly token: TokenItem
  /** The mail with a link to go on; none for somebody who is signed in and finds it on their page. */
  readonly notice?: Notice<'continue-draft'>
}

/** What drafts ask of storage. */
export type DraftStore = SessionReads & {
  /**
   * Keeps a draft, its contact, its link and its mail, in one transaction, counts the mail and uses the proof up.
   *
   * @throws Failure `too-many` when the address had its mails of the day
   * @returns `used-proof` when nothing was done, since that proof was used before
   */
  begin(added: NewDraft, proof?: Proof): Promise<'used-proof' | undefined>
  draftById(draftId: string): Promise<Draft | undefined>
  entryById(entryId: string): Promise<Entry | undefined>
  /** Keeps the draft's answers and basis; false when it was saved or sent since it was read. */
  save(draft: Draft, now: string): Promise<boolean>
  /**
   * The draft becomes a submission with its confirmation mail, in one transaction; false when it was saved or sent
   * since it was read.
   *
   * @throws Failure `too-many` when the address had its mails of the day
   */
  send(draft: Draft, added: NewSubmission): Promise<boolean>
  /**
   * The draft becomes a confirmed submission and its entry's next revision, in one transaction with what the search
   * knows; false when the draft, the entry, who stands behind it, or the search's list changed since they were read.
   */
  revise(draft: Draft, change: { submission: Submission; before: Entry; after: Entry }): Promise<boolean>
}
