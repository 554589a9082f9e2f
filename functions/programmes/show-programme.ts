import { Failure } from '../../shared/failures.ts'
import { linksOf } from '../../shared/http/links.ts'
import { parseInput } from '../../shared/http/parse-input.ts'
import { type HttpHandler, type HttpRequest, html, json } from '../../shared/http/request.ts'
import { pageContextOf } from '../../shared/pages/page.tsx'
import { contactsOfProgramme } from '../../shared/programmes/contact-points.ts'
import type { Asked } from '../../shared/programmes/may-we.tsx'
import { mayTakePart } from '../../shared/programmes/programme.ts'
import { programmePage } from '../../shared/programmes/programme-pages.tsx'
import { contactsView, eligibilityView, programmeSummary } from '../../shared/programmes/programme-view.ts'
import { applicantSchema } from '../../shared/programmes/programmes-operations.ts'
import type { ProgrammesParts } from './programmes-parts.ts'

/**
 * `GET /programmes/{id}`: the rules in words and, for a country named in the query, whether somebody there may take
 * part, with reasons and where to ask.
 *
 * @throws Failure `not-found` for an unknown programme, `invalid` for an unknown country, kind or tier (for a
 *   browser: the page with the message)
 */
export const showProgramme =
  ({ site, programmes, contactPoints, now }: ProgrammesParts): HttpHandler =>
  async (request) => {
    const current = await programmes.one(request.parameters.id ?? '')
    if (!current) throw new Failure('not-found', 'no-such-page')
    const { programme, edited } = current
    const on = now().slice(0, 10)
    const given = givenIn(request)
    const answer = (): Asked | undefined => {
      const { country, tier, kind } = parseInput(applicantSchema, given, '?')
      if (country === undefined) return undefined
      const applicant = { country, tier, kind }
      return {
        applicant,
        eligibility: mayTakePart(programme, applicant, on),
        contacts: contactsOfProgramme(contactPoints, programme, country),
      }
    }
    const page = (status: number, rest: Pick<Parameters<typeof programmePage>[1], 'failures' | 'asked'>) =>
      html(
        status,
        programmePage(pageContextOf(site, request), {
          current,
          values: given,
          contacts: rest.asked?.contacts ?? contactsOfProgramme(contactPoints, programme),
          on,
          ...rest,
        }),
      )
    try {
      const asked = answer()
      if (request.wants === 'html') return page(200, { failures: [], asked })
      const { id: _, words: __, ...rules } = programme
      return json(200, {
        ...programmeSummary(programme, request.t, linksOf(site.siteUrl)),
        rules,
        ...(edited && { edited }),
        ...(asked && { eligibility: eligibilityView(asked.eligibility, asked.applicant, request.t) }),
        contacts: contactsView(asked?.contacts ?? contactsOfProgramme(contactPoints, programme), request.t),
      })
    } catch (error) {
      if (!(request.wants === 'html' && error instanceof Failure && error.kind === 'invalid')) throw error
      // The page's fields have the parameters' names without the question mark.
      return page(422, {
        failures: error.fields.map((field) => ({ ...field, pointer: field.pointer.replace('?', '/') })),
      })
    }
  }

/** The parameters that are stated; a form sends those left open as empty. */
const givenIn = ({ query }: HttpRequest): Record<string, string> =>
  Object.fromEntries(
    ['country', 'tier', 'kind'].flatMap((name) => {
      const value = query[name]?.[0]
      return value ? [[name, value]] : []
    }),
  )
