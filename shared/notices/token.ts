import { createHash, randomBytes } from 'node:crypto'

/** What a mailed link may do. */
export type TokenPurpose =
  | { readonly purpose: 'confirm-submission'; readonly submissionId: string }
  | { readonly purpose: 'continue-draft'; readonly draftId: string }
  | { readonly purpose: 'unsubscribe'; readonly contactId: string }
  | { readonly purpose: 'sign-in'; readonly contactId: string }
  /** To answer about an introduction, for one of the two, once. */
  | {
      readonly purpose: 'answer-introduction'
      readonly introductionId: string
      readonly entryId: string
      readonly contactId: string
    }
  /** To stand behind an entry as its second contact, once, by the invitation whose address that contact has. */
  | { readonly purpose: 'join'; readonly entryId: string; readonly contactId: string }
  /** To object to answers given in one's name, once. */
  | { readonly purpose: 'object'; readonly entryId: string; readonly actingId: string }
  /** Once more a year for an entry whose year ends on that day, as one of its people. */
  | {
      readonly purpose: 'renew'
      readonly entryId: string
      readonly contactId: string
      readonly until: string
    }

/** A token as the table holds it: never the token itself. */
export type TokenItem = TokenPurpose & {
  readonly tokenHash: string
  /** ISO 8601; the item stays longer, so that 'expired' can be told from 'unknown'. */
  readonly expiresAt: string
  readonly usedAt?: string
}

/** 256 random bits in base64url: 43 characters. Made when a mail is sent, kept only in that mail. */
export const randomToken = (): string => randomBytes(32).toString('base64url')

/** The name under which the table knows a token. A plain hash suffices: 256 random bits cannot be guessed. */
export const hashOfToken = (token: string): string => createHash('sha256').update(token).digest('base64url')

/** How long a link to sign in works, in minutes. */
export const signInMinutes = 60

/**
 * How long the links in a mail work, in days; the unsubscribe link outlives a year of digests, and the one that renews
 * an entry the year for which an expired one is kept as a rule, so that it can be brought back.
 */
export const tokenDays = {
  'confirm-submission': 7,
  'continue-draft': 30,
  unsubscribe: 400,
  // From being introduced until nobody asks any more (120 days), and some weeks.
  'answer-introduction': 180,
  // Time enough for somebody who is away for weeks.
  object: 60,
  join: 30,
  renew: 400,
  'sign-in': signInMinutes / (24 * 60),
} as const satisfies Record<TokenPurpose['purpose'], number>

/**
 * The token of a mail that has a link of its own.
 *
 * @throws Error when it has none: a defect of the sender
 */
export const needed = (token: string | undefined): string => {
  if (!token) throw new Error('this mail needs a token')
  return token
}
