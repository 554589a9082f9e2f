import { longDate } from '../messages/dates.ts'
import { labelOf } from '../themes/theme-words.ts'
import { inert, longestName } from './inert.ts'
import { paragraphs, type Writing, type Written } from './writing.ts'

/** A call is open that an authority might answer: what it says, until when, and where to say that one takes part. */
export const callInvitation = ({ t, to, site, call }: Writing<'call-invitation'>): Written => {
  if (!call) throw new Error('this mail needs the call of which it speaks')
  const title = inert(call.title, longestName)
  const until = longDate(new Date(call.until), t)
  return {
    subject: t('mails.call.subject', { title }),
    title,
    preview: t('mails.call.preview', { until }),
    blocks: [
      {
        kind: 'text',
        text: t(`mails.call.lead-${call.direction}`, {
          site: site.name,
          theme: labelOf(call.theme, t.language),
        }),
      },
      // The call's own words, a paragraph each.
      ...paragraphs(call.text),
      { kind: 'text', text: t('mails.call.until', { until }) },
      {
        kind: 'button',
        label: t('mails.call.button'),
        href: to(`/calls/${encodeURIComponent(call.callId)}`),
      },
      { kind: 'text', text: t('mails.call.once') },
    ],
    why: [{ text: t('mails.call.why', { site: site.name }) }],
  }
}
