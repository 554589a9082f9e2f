import { Failure } from '../../shared/failures.ts'
import { linksOf, toPage } from '../../shared/http/links.ts'
import { parseInput } from '../../shared/http/parse-input.ts'
import { type HttpHandler, html, json, seeOther } from '../../shared/http/request.ts'
import { isLanguage } from '../../shared/messages/languages.ts'
import { deskSessionPage, deskSignInPage } from '../../shared/secretariat/desk-pages.tsx'
import type { DeskUser } from '../../shared/secretariat/desk-user.ts'
import { accountHash } from '../../shared/secretariat/identity-provider.ts'
import { endDeskSessionSchema } from '../../shared/secretariat/secretariat-operations.ts'
import {
  cookie,
  cookieIn,
  endedCookie,
  newSession,
  sessionCookie,
  sessionEndsAt,
  sessionHashIn,
} from '../../shared/sessions/session.ts'
import { wayBackIn, wayBackOf } from '../../shared/sessions/way-back.ts'
import { addressHash } from '../../shared/survey/address-hash.ts'
import { atDesk, deskPageOf } from './at-desk.ts'
import type { DeskParts } from './desk-parts.ts'

/** Ties a sign-in to the browser that began it, for as long as somebody may take at the issuer, in seconds. */
const begun = { name: '__Host-desk-sign-in', maxAge: 900 } as const

/** `GET /secretariat/sign-in`: the page that leads to the issuer. */
export const showDeskSignIn =
  (parts: Pick<DeskParts, 'site'>): HttpHandler =>
  async (request) =>
    html(
      200,
      deskSignInPage(deskPageOf(parts, request), {
        signedOut: request.query.done?.[0] === 'signed-out',
        wayBack: wayBackIn('desk', request),
      }),
    )

/** `GET /secretariat/sign-in/start`: to the issuer. A link, since a form may lead nowhere but to this site (CSP). */
export const beginDeskSignIn =
  ({ issuer }: Pick<DeskParts, 'issuer'>): HttpHandler =>
  async (request) => {
    const { address, kept } = await issuer.begin()
    // The issuer leads back to one address, so the language of this one and the way back are kept beside.
    const language = request.languageInAddress ? request.language : ''
    const wayBack = Buffer.from(wayBackIn('desk', request) ?? '').toString('base64url')
    const value = [language, wayBack, kept].join('.')
    return { ...seeOther(address), cookies: [cookie(begun.name, value, begun.maxAge)] }
  }

/**
 * `GET /secretariat/sign-in/callback`: whom the issuer vouches for, by a verified address, begins a session with the
 * role that they have here.
 *
 * @throws Failure `malformed` for an answer that this browser has not asked for, `not-allowed` for somebody without
 *   a verified address or without a role
 */
export const finishDeskSignIn =
  (
    parts: Pick<
      DeskParts,
      'site' | 'store' | 'issuer' | 'addressKey' | 'firstAdministrator' | 'now' | 'newToken'
    >,
  ): HttpHandler =>
  async (request) => {
    const [language, wayBack = '', ...rest] = cookieIn(request.headers, begun.name)?.split('.') ?? []
    if (rest.length === 0) throw new Failure('malformed', 'sign-in-broken')
    const query = new URLSearchParams(
      Object.entries(request.query).flatMap(([name, values]) =>
        name === 'lang' ? [] : values.map((value) => [name, value]),
      ),
    )
    const identity = await parts.issuer.finish(`?${query}`, rest.join('.'))
    const { email, emailVerified } = identity
    if (!email || !emailVerified) throw new Failure('not-allowed', 'address-not-verified')
    const userId = addressHash(await parts.addressKey(), email)
    // Read before the role: a role that is taken away between both ends this session, too.
    const generation = await parts.store.generationOf('desk', userId)
    const user = await deskUserOf(parts, email)
    if (!user || user.role === 'none') throw new Failure('not-allowed', 'no-desk-user')
    await bindOrRefuse(parts, user, accountHash(await parts.addressKey(), identity))
    const id = parts.newToken()
    await parts.store.beginSession(newSession('desk', { id, holderId: userId, generation, now: parts.now() }))
    // The browser forgets the id of a session that it had before: nobody could end that one any more. Only once the new
    // one is written, so that a failure leaves the officer one of the two.
    const replaced = sessionHashIn(request.headers, 'desk')
    if (replaced !== undefined) await parts.store.endSession(replaced)
    return {
      ...seeOther(
        linksOf(parts.site.siteUrl, isLanguage(language) ? language : undefined).to(
          wayBackOf('desk', Buffer.from(wayBack, 'base64url').toString()) ?? '/secretariat',
        ),
      ),
      cookies: [sessionCookie('desk', id), cookie(begun.name, '', 0)],
    }
  }

/**
 * The first account that signs in with a user's address is theirs from then on.
 *
 * @throws Failure `not-allowed` `other-account` for any other, as when a mail address went to somebody new
 */
const bindOrRefuse = async (
  { store }: Pick<DeskParts, 'store'>,
  { userId, account: known }: DeskUser,
  account: string,
): Promise<void> => {
  if (known === undefined && (await store.bindAccount(userId, account))) return
  const bound = known ?? (await store.deskUserById(userId))?.account
  if (bound !== account) throw new Failure('not-allowed', 'other-account')
}

/**
 * The desk user with an address. The stage's first administrator is made when they first come, as long as nobody else
 * is an administrator: afterwards roles are given at the desk alone, and the setting opens no way around it.
 */
const deskUserOf = async (
  {
    store,
    addressKey,
    firstAdministrator,
    now,
  }: Pick<DeskParts, 'store' | 'addressKey' | 'firstAdministrator' | 'now'>,
  email: string,
): Promise<DeskUser | undefined> => {
  const key = await addressKey()
  const userId = addressHash(key, email)
  const known = await store.deskUserById(userId)
  if (known || userId !== addressHash(key, firstAdministrator)) return known
  if ((await store.deskUsers()).some(({ role }) => role === 'administrator')) return undefined
  const at = now()
  await store.seedAdministrator(
    { userId, address: email.trim(), role: 'administrator', changedAt: at },
    {
      auditId: `first-administrator:${userId}`,
      at,
      who: 'stage',
      what: 'set-role',
      subject: userId,
      outcome: 'administrator',
    },
  )
  return store.deskUserById(userId)
}

type SessionParts = Pick<DeskParts, 'site' | 'store' | 'now'>

/** `GET /secretariat/session`: who is signed in, as what, until when, and the two ways out. */
export const showDeskSession = (parts: SessionParts): HttpHandler =>
  atDesk(parts, 'reader', async (request, { user, session }) => {
    const view = {
      address: user.address,
      role: user.role,
      since: session.createdAt,
      endsAt: sessionEndsAt(session),
    }
    return request.wants === 'html'
      ? html(200, deskSessionPage(deskPageOf(parts, request), view))
      : json(200, view)
  })

/** `POST /secretariat/session`: signs out, here or everywhere. */
export const endDeskSession = (parts: SessionParts): HttpHandler =>
  atDesk(parts, 'reader', async (request, { session }) => {
    const { end } = parseInput(endDeskSessionSchema, request.body ?? {})
    if (end === 'everywhere') await parts.store.endAllSessions('desk', session.holderId)
    await parts.store.endSession(session.sessionHash)
    const answer =
      request.wants === 'html'
        ? seeOther(toPage(parts, request)('/secretariat/sign-in', { done: 'signed-out' }))
        : json(200, { status: 'signed-out' })
    return { ...answer, cookies: [endedCookie('desk')] }
  })
