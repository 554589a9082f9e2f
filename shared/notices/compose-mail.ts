import MailComposer from 'nodemailer/lib/mail-composer'
import { Failure } from '../failures.ts'
import type { Call } from '../matchmaking/calls/call.ts'
import { withoutMarks } from '../messages/fallback-marks.ts'
import type { SiteSettings } from '../pages/site-settings.ts'
import type { Contact } from '../survey/contact.ts'
import { letterHtml, letterText } from './letter.tsx'
import { letterOf } from './letters.ts'
import { mailAddress } from './mail-address.ts'
import type { RawMail } from './mailer.ts'
import type { Notice } from './notice.ts'
import type { PairAsRead } from './notice-store.ts'

/** Who writes. */
export type MailSettings = {
  readonly site: SiteSettings
  /** The sender's address, verified with SES. */
  readonly from: string
  /** An address that somebody reads. */
  readonly replyTo: string
}

/**
 * Composes a notice's mail as a MIME message with a text and an HTML part in the recipient's language.
 *
 * Its Message-ID is the notice's: should SES accept a confirmation twice, a mail client may show one.
 *
 * @throws Failure `invalid` with the code `bad-email` when the contact's address is none that SES takes
 */
export const composeMail = async (
  { site, from, replyTo }: MailSettings,
  {
    notice,
    contact,
    pair,
    call,
    token,
    now,
  }: {
    readonly notice: Notice
    readonly contact: Contact
    /** Of a mail about an introduction. */
    readonly pair?: PairAsRead | undefined
    readonly call?: Call | undefined
    readonly token: string | undefined
    readonly now: Date
  },
): Promise<RawMail> => {
  const to = mailAddress(contact.address)
  if (to === undefined) throw new Failure('invalid', 'bad-email')
  const { letter, unsubscribeAt } = letterOf(site, notice, token, { pair, call })
  const raw = await new MailComposer({
    from: { name: oneLine(site.name), address: from },
    to: { name: '', address: to },
    replyTo,
    subject: oneLine(withoutMarks(letter.subject)),
    messageId: `<${notice.noticeId}@${new URL(site.siteUrl).hostname}>`,
    date: now,
    text: letterText(letter),
    html: letterHtml(letter),
    headers: {
      // RFC 3834: no out-of-office answers, please.
      'Auto-Submitted': 'auto-generated',
      'Content-Language': letter.language,
      ...(unsubscribeAt && {
        // RFC 8058; prepared, so that the long address is neither encoded nor folded inside.
        'List-Unsubscribe': { prepared: true, foldLines: false, value: `<${unsubscribeAt}>` },
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      }),
    },
    // Texts are ours and authorities' names: nothing in them may fetch a file or an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build()
  return { to, from, raw, noticeId: notice.noticeId }
}

/** Names and subjects are one line: line ends and other control characters become spaces. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim()
