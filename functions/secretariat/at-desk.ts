import { Failure } from '../../shared/failures.ts'
import { toPage } from '../../shared/http/links.ts'
import { type HttpAnswer, type HttpHandler, type HttpRequest, seeOther } from '../../shared/http/request.ts'
import { typedValues } from '../../shared/pages/form-fields.tsx'
import { type PageContext, pageContextOf } from '../../shared/pages/page.tsx'
import type { DeskPeople } from '../../shared/secretariat/desk-store.ts'
import { type DeskRole, type DeskUser, mayAct } from '../../shared/secretariat/desk-user.ts'
import { openSession } from '../../shared/sessions/open-session.ts'
import { endedCookie, isUseWorthMarking, type Session, sessionIdIn } from '../../shared/sessions/session.ts'
import { forThisViewer } from '../../shared/sessions/viewer.ts'
import { withWayBack } from '../../shared/sessions/way-back.ts'
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
export const atDesk =
  (
    parts: Parts,
    needed: DeskRole,
    work: (request: HttpRequest, desk: AtDesk) => Promise<HttpAnswer>,
    written: readonly string[] = [],
  ): HttpHandler =>
  async (request) => {
    const desk = await deskOf(parts, request)
    if (desk) {
      if (!mayAct(desk.user.role, needed))
        throw new Failure('not-allowed', 'role-not-enough', { written: wordsIn(request, written) })
      const answer = await work(request, desk)
      return { ...answer, headers: { ...forThisViewer, ...answer.headers } }
    }
    if (request.method === 'POST' || request.wants !== 'html')
      throw new Failure('signed-out', 'sign-in-first', { written: wordsIn(request, written) })
    return {
      ...seeOther(toPage(parts, request)('/secretariat/sign-in', withWayBack('desk', request))),
      ...(sessionIdIn(request.headers, 'desk') && { cookies: [endedCookie('desk')] }),
    }
  }

const wordsIn = ({ body }: HttpRequest, names: readonly string[]): readonly string[] => {
  const given = typedValues(body)
  return names.flatMap((name) => given[name] ?? []).filter((words) => words.trim() !== '')
}

const deskOf = async (
  { store, now }: Parts,
  { headers, method }: HttpRequest,
): Promise<AtDesk | undefined> => {
  const at = now()
  const session = await openSession(store, 'desk', headers, at)
  const user = session && (await store.deskUserById(session.holderId))
  if (!session || !user || user.role === 'none') return undefined
  if (method !== 'HEAD' && isUseWorthMarking(session, at)) await store.markUse(session.sessionHash, at)
  return { user: { ...user, role: user.role }, session }
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
