import { Failure } from '../../shared/failures.ts'
import type { HttpAnswer, HttpHandler, HttpRequest } from '../../shared/http/request.ts'
import { typedValues } from '../../shared/pages/form-fields.tsx'
import { type PageContext, pageContextOf } from '../../shared/pages/page.tsx'
import type { DeskPeople } from '../../shared/secretariat/desk-store.ts'
import { type DeskRole, type DeskUser, mayAct } from '../../shared/secretariat/desk-user.ts'
import type { Session } from '../../shared/sessions/session.ts'
import { holderOf, signedIn } from '../../shared/sessions/signed-in.ts'
import type { DeskParts } from './desk-parts.ts'

/** Who is at the desk, with the role they have at this request. */
export type AtDesk = {
  readonly user: DeskUser & { readonly role: DeskRole }
  readonly session: Session
}

type Parts = Pick<DeskParts, 'site' | 'now'> & { readonly store: DeskPeople }

/**
 * A handler for desk users with at least a role. The role is read at each request, so that a change holds at once.
 * Who is not signed in is led to the sign-in page, or told so (401); whose role does not include it is told so (403).
 *
 * @param written the names of the form's fields that somebody wrote in: both pages give their words back, since an
 *   officer may have been writing for longer than a session lasts
 */
export const atDesk = (
  parts: Parts,
  needed: DeskRole,
  work: (request: HttpRequest, desk: AtDesk) => Promise<HttpAnswer>,
  written: readonly string[] = [],
): HttpHandler =>
  signedIn(
    'desk',
    parts,
    (request) => deskOf(parts, request),
    (request, desk) => {
      if (!mayAct(desk.user.role, needed))
        throw new Failure('not-allowed', 'role-not-enough', { written: wordsIn(request, written) })
      return work(request, desk)
    },
    (request) => wordsIn(request, written),
  )

const wordsIn = ({ body }: HttpRequest, names: readonly string[]): readonly string[] => {
  const given = typedValues(body)
  return names.flatMap((name) => given[name] ?? []).filter((words) => words.trim() !== '')
}

const deskOf = async (parts: Parts, request: HttpRequest): Promise<AtDesk | undefined> => {
  const found = await holderOf('desk', parts, request, async (userId) => {
    const user = await parts.store.deskUserById(userId)
    return user && user.role !== 'none' ? { ...user, role: user.role } : undefined
  })
  return found && { user: found.holder, session: found.session }
}

/** The context of a page at the desk; what was done a moment ago stays out of the addresses it leads to. */
export const deskPageOf = (
  { site }: Pick<DeskParts, 'site'>,
  request: HttpRequest,
  path?: string,
): PageContext => {
  const { done: _, ...query } = request.query
  return pageContextOf(site, { ...request, query }, path)
}
