/** One composed mail, ready to be handed over. */
export type RawMail = {
  /** The one recipient of the envelope; headers of the message add nobody. */
  readonly to: string
  readonly from: string
  /** The whole message, RFC 5322. */
  readonly raw: Uint8Array
  /** Comes back with SES's events. */
  readonly noticeId: string
}

/** What became of handing a mail over. */
export type MailAnswer =
  | { readonly kind: 'accepted'; readonly messageId: string }
  /** Too fast or over the day's quota: certainly not accepted, may be tried later. */
  | { readonly kind: 'throttled'; readonly code: string }
  /** The account or our own settings forbid all mail: certainly not accepted, and the next one will not be. */
  | { readonly kind: 'stopped'; readonly code: string }
  /** This message will never be accepted. */
  | { readonly kind: 'rejected'; readonly code: string }
  /** Time-out, broken connection or an error on their side: accepted or not, nobody knows yet. */
  | { readonly kind: 'ambiguous'; readonly code: string }

/** Hands a mail over, once: it never tries again by itself. */
export type Mailer = { send(mail: RawMail): Promise<MailAnswer> }
