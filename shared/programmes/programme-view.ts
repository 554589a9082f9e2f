import type { Links } from '../http/links.ts'
import type { Messages } from '../messages/messages.ts'
import { countryLabel } from '../places/countries.ts'
import type { Applicant, Eligibility, Programme } from './programme.ts'

/** A programme as a list shows it to API clients. */
export const programmeSummary = ({ id }: Programme, t: Messages, links: Links) => ({
  id,
  name: t(`programmes.${id}.name`),
  summary: t(`programmes.${id}.summary`),
  state: t(`programmes.${id}.state`),
  url: links.to(`/programmes/${id}`),
})

/** Whether an authority may take part, each reason with its sentence. */
export const eligibilityView = ({ answer, reasons }: Eligibility, { country }: Applicant, t: Messages) => ({
  answer,
  reasons: reasons.map((code) => ({
    code,
    sentence: t(`programmes.reason.${code}`, { country: countryLabel(country, t.language) }),
  })),
})
