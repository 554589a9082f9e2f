import type { Links } from '../http/links.ts'
import type { Messages } from '../messages/messages.ts'
import { territoryLabel } from '../places/communities.ts'
import type { AreaContacts } from './contact-points.ts'
import { type Applicant, type Eligibility, type Programme, wordsIn } from './programme.ts'

/** A programme as a list shows it to API clients. */
export const programmeSummary = ({ id, words }: Programme, t: Messages, links: Links) => ({
  id,
  name: wordsIn(words.name, t.language).text,
  summary: wordsIn(words.summary, t.language).text,
  state: wordsIn(words.state, t.language).text,
  url: links.to(`/programmes/${id}`),
})

/** Whether somebody may take part, each reason with its sentence. */
export const eligibilityView = ({ answer, reasons }: Eligibility, { country }: Applicant, t: Messages) => ({
  answer,
  reasons: reasons.map((code) => ({
    code,
    sentence: t(`programmes.reason.${code}`, { country: territoryLabel(country, t.language) }),
  })),
})

/** Where to ask, with each area's name; the fallback has none. */
export const contactsView = (contacts: readonly AreaContacts[], t: Messages) =>
  contacts.map(({ area, points }) => ({
    ...(area && { area, name: t(`programmes.area.${area}`) }),
    points,
  }))
