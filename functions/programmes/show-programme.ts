import { Failure } from '../../shared/failures.ts'
import { linksOf } from '../../shared/http/links.ts'
import { parseInput } from '../../shared/http/parse-input.ts'
import { type HttpHandler, type HttpRequest, html, json } from '../../shared/http/request.ts'
import { pageContextOf } from '../../shared/pages/page.tsx'
import type { SiteSettings } from '../../shared/pages/site-settings.ts'
import { programmeOf } from '../../shared/programmes/all-programmes.ts'
import { type Applicant, type Eligibility, mayTakePart } from '../../shared/programmes/programme.ts'
import { programmePage } from '../../shared/programmes/programme-pages.tsx'
import { eligibilityView, programmeSummary } from '../../shared/programmes/programme-view.ts'
import { isProgrammeId } from '../../shared/programmes/programmes.ts'
import { applicantSchema } from '../../shared/programmes/programmes-operations.ts'

export type ProgrammesParts = {
  readonly site: SiteSettings
  /** Now, as ISO 8601 in UTC. */
  readonly now: () => string
}

/**
 * `GET /programmes/{id}`: the rules in words and, for a country named in the query, whether its authorities may
 * take part.
 *
 * @throws Failure `not-found` for an unknown programme, `invalid` for an unknown country or tier (for a
 *   browser: the page with the message)
 */
export const showProgramme =
  ({ site, now }: ProgrammesParts): HttpHandler =>
  async (request) => {
    const { id = '' } = request.parameters
    if (!isProgrammeId(id)) throw new Failure('not-found', 'no-such-page')
    const programme = programmeOf(id)
    const given = givenIn(request)
    let asked: { applicant: Applicant; eligibility: Eligibility } | undefined
    try {
      const { country, tier } = parseInput(applicantSchema, given, '?')
      const applicant = country && { country, tier }
      asked = applicant && {
        applicant,
        eligibility: mayTakePart(programme, applicant, now().slice(0, 10)),
      }
    } catch (error) {
      if (!(request.wants === 'html' && error instanceof Failure && error.kind === 'invalid')) throw error
      // The page's fields have the parameters' names without the question mark.
      const failures = error.fields.map((field) => ({ ...field, pointer: field.pointer.replace('?', '/') }))
      return html(422, programmePage(pageContextOf(site, request), { programme, values: given, failures }))
    }
    if (request.wants === 'html')
      return html(
        200,
        programmePage(pageContextOf(site, request), { programme, values: given, failures: [], asked }),
      )
    const { id: _, ...rules } = programme
    return json(200, {
      ...programmeSummary(programme, request.t, linksOf(site.siteUrl)),
      rules,
      ...(asked && { eligibility: eligibilityView(asked.eligibility, asked.applicant, request.t) }),
      contact: site.contactAddress,
    })
  }

/** The two parameters that are stated; a form sends those left open as empty. */
const givenIn = ({ query }: HttpRequest): Record<string, string> =>
  Object.fromEntries(
    ['country', 'tier'].flatMap((name) => {
      const value = query[name]?.[0]
      return value ? [[name, value]] : []
    }),
  )
