import type { Notice } from '../../notices/notice.ts'
import type { Audit } from '../../secretariat/audit.ts'
import type { Contact } from '../../survey/contact.ts'
import type { Call, CallAnswer, CallState } from './call.ts'

/** What reading calls asks of storage. */
export type CallReads = {
  /** Strongly consistent. */
  callById(callId: string): Promise<Call | undefined>
  /** Those in a state, the ones that end first before the others, at most so many; the list may lag behind. */
  callsIn(state: CallState, most: number): Promise<readonly Call[]>
}

/** What answering calls asks of storage. */
export type CallAnswers = CallReads & {
  /** Which of these entries take part; strongly consistent. */
  answersOf(callId: string, entryIds: readonly string[]): Promise<readonly CallAnswer[]>
  /**
   * Notes that an entry takes part, on condition that the call is open and the entry public; again changes nothing.
   *
   * @returns false when one of them changed meanwhile
   */
  answerCall(answer: CallAnswer): Promise<boolean>
  /** Takes it back; again is harmless. */
  takeBackAnswer(answer: Pick<CallAnswer, 'callId' | 'entryId'>): Promise<void>
}

/** What the desk asks of storage about calls. */
export type DeskCalls = CallReads & {
  /** Keeps a new draft. */
  draftCall(call: Call, audit: Audit): Promise<void>
  /** Changes a call on condition that it is as it was read; false when it changed meanwhile. */
  changeCall(before: Call, after: Call, audit?: Audit): Promise<boolean>
  /** Everybody who takes part, the first first; the list may lag behind by a moment. */
  takingPart(callId: string): Promise<readonly CallAnswer[]>
}

/** What the clock asks of storage about calls. */
export type CallWork = CallReads &
  Pick<DeskCalls, 'changeCall'> & {
    contactsOfEntry(entryId: string): Promise<readonly Contact[]>
    /** Writes an invitation if the call is still open; `already`: it exists. */
    invite(call: Call, notice: Notice<'call-invitation'>): Promise<'written' | 'already' | 'over'>
  }
