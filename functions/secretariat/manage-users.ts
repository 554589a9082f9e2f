import { Failure } from '../../shared/failures.ts'
import { orFormAgain } from '../../shared/http/form-again.ts'
import { couldBeAnId } from '../../shared/http/id-in-path.ts'
import { toPage } from '../../shared/http/links.ts'
import { parseInput } from '../../shared/http/parse-input.ts'
import { type HttpHandler, type HttpRequest, html, json, seeOther } from '../../shared/http/request.ts'
import { typedValues } from '../../shared/pages/form-fields.tsx'
import { atTheDesk, type DeskChoice, type DeskUser } from '../../shared/secretariat/desk-user.ts'
import { addUserSchema, changeRoleSchema } from '../../shared/secretariat/secretariat-operations.ts'
import { type DoneToUsers, doneToUsers, usersPage } from '../../shared/secretariat/users-page.tsx'
import { addressHash } from '../../shared/survey/address-hash.ts'
import { type AtDesk, atDesk, deskPageOf } from './at-desk.ts'
import type { DeskParts } from './desk-parts.ts'

type Parts = Pick<DeskParts, 'site' | 'store' | 'addressKey' | 'now'>

const viewOf = ({ userId, address, role }: DeskUser) => ({ userId, address, role })

/** `GET /secretariat/users`: who may sign in at the desk, and as what. */
export const showUsers = (parts: Parts): HttpHandler =>
  atDesk(parts, 'administrator', async (request, { user }) => {
    const users = atTheDesk(await parts.store.deskUsers())
    const done = doneToUsers.find((each) => each === request.query.done?.[0])
    return request.wants === 'html'
      ? html(200, usersPage(deskPageOf(parts, request), user, users, done ? { done } : {}))
      : json(200, { users: users.map(viewOf) })
  })

/** `POST /secretariat/users`: gives somebody a role by their address. */
export const addUser = (parts: Parts): HttpHandler =>
  atDesk(
    parts,
    'administrator',
    async (request, desk) => {
      const users = atTheDesk(await parts.store.deskUsers())
      const context = deskPageOf(parts, request, '/secretariat/users')
      const work = async () => {
        const { email, role } = parseInput(addUserSchema, request.body ?? {})
        const userId = addressHash(await parts.addressKey(), email)
        const before = await parts.store.deskUserById(userId)
        return answered(parts, request, await given(parts, desk, before, { userId, address: email, role }))
      }
      return orFormAgain(request, work, (failures) =>
        usersPage(context, desk.user, users, { values: typedValues(request.body), failures }),
      )
    },
    ['email'],
  )

/** `POST /secretariat/users/{userId}`: changes somebody's role or removes them; it holds at their next request. */
export const changeRole = (parts: Parts): HttpHandler =>
  atDesk(parts, 'administrator', async (request, desk) => {
    const { role } = parseInput(changeRoleSchema, request.body ?? {})
    const { userId = '' } = request.parameters
    const before = couldBeAnId(userId) ? await parts.store.deskUserById(userId) : undefined
    if (!before) throw new Failure('not-found', 'no-such-user')
    return answered(parts, request, await given(parts, desk, before, { ...before, role }))
  })

/**
 * Somebody with the role that an administrator gives them.
 *
 * @throws Failure `conflict`: `own-role`, since the last administrator must not leave by mistake, or
 *   `changed-meanwhile`
 */
const given = async (
  { store, now }: Parts,
  { user }: AtDesk,
  before: DeskUser | undefined,
  { userId, address, role }: { readonly userId: string; readonly address: string; readonly role: DeskChoice },
): Promise<DeskUser> => {
  if (userId === user.userId) throw new Failure('conflict', 'own-role')
  if (before?.role === role) return before
  const at = now()
  const after: DeskUser = {
    userId,
    address: before?.address ?? address,
    role,
    changedAt: at,
    ...(role !== 'none' && before?.account && { account: before.account }),
  }
  const written = await store.setRole({
    before,
    after,
    by: user.userId,
    audit: {
      auditId: `set-role:${userId}:${before?.role ?? 'none'}:${role}`,
      at,
      who: user.userId,
      what: 'set-role',
      subject: userId,
      outcome: role,
    },
  })
  if (!written) throw new Failure('conflict', 'changed-meanwhile')
  return after
}

const answered = (parts: Parts, request: HttpRequest, user: DeskUser) =>
  request.wants === 'html'
    ? seeOther(
        toPage(parts, request)('/secretariat/users', {
          done: user.role === 'none' ? 'removed' : 'saved',
        } satisfies { done: DoneToUsers }),
      )
    : json(200, viewOf(user))
