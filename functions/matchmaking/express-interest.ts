import { Failure } from '../../shared/failures.ts'
import { decideAnew } from '../../shared/http/decide-anew.ts'
import { orFormAgain } from '../../shared/http/form-again.ts'
import { couldBeAnId } from '../../shared/http/id-in-path.ts'
import { toPage } from '../../shared/http/links.ts'
import { parseInput } from '../../shared/http/parse-input.ts'
import { type HttpHandler, type HttpRequest, html, json, seeOther } from '../../shared/http/request.ts'
import { fittingPairs } from '../../shared/matchmaking/introductions/fitting-pairs.ts'
import { type InterestView, interestPage } from '../../shared/matchmaking/introductions/interest-page.tsx'
import { aboutName, introductionIdOf } from '../../shared/matchmaking/introductions/introduction.ts'
import { interestSchema } from '../../shared/matchmaking/introductions/introductions-operations.ts'
import { haveRoomForWish, wantedBy } from '../../shared/matchmaking/introductions/want.ts'
import { typedValues } from '../../shared/pages/form-fields.tsx'
import { pageContextOf } from '../../shared/pages/page.tsx'
import { type Entry, maySee, type Viewer } from '../../shared/register/entry.ts'
import { asRespondent, respondentOf } from '../../shared/sessions/as-respondent.ts'
import { forThisViewer } from '../../shared/sessions/viewer.ts'
import type { Contact } from '../../shared/survey/contact.ts'
import type { IntroductionsParts } from './introductions-parts.ts'
import { viewFor } from './own-introductions.ts'

/** The entry that somebody would like to talk to, as far as they may know of it. */
const peerFor = (entries: readonly Entry[], entryId: string, viewer: Viewer): Entry => {
  const peer = entries.find((entry) => entry.entryId === entryId)
  if (peer?.state !== 'public' || !peer.items.some(({ visibility }) => maySee(viewer, visibility)))
    throw new Failure('not-found', 'no-such-entry')
  return peer
}

/** The states in which an entry has been let through. */
const letThrough: readonly Entry['state'][] = ['public', 'paused', 'hidden']

/** Where somebody stands, signed in or not. */
const interestOf = async (
  { store, now }: IntroductionsParts,
  entryId: string,
  contact: Contact | undefined,
): Promise<InterestView> => {
  if (!couldBeAnId(entryId)) throw new Failure('not-found', 'no-such-entry')
  const entries = await store.entriesOf([...new Set([entryId, ...(contact?.entryIds ?? [])])])
  const mine = entries.filter((entry) => contact?.entryIds.includes(entry.entryId))
  const viewer = mine.some(({ state }) => letThrough.includes(state)) ? 'respondent' : 'visitor'
  const isMine = mine.some((entry) => entry.entryId === entryId)
  const peer = isMine
    ? (mine.find((entry) => entry.entryId === entryId) as Entry)
    : peerFor(entries, entryId, viewer)
  const own = isMine ? [] : mine.filter(({ state }) => state === 'public')
  const said = await Promise.all(
    own.map((entry) => store.introductionById(introductionIdOf(entry.entryId, entryId))),
  )
  const open = own.filter(
    (entry, n) =>
      !(
        said[n]?.wishes[entry.entryId] &&
        ['wanted', 'proposed', 'introduced', 'under-way', 'completed'].includes(said[n].state)
      ),
  )
  const next = ((): InterestView['next'] => {
    if (!contact) return 'sign-in'
    if (isMine) return 'own-entry'
    if (mine.length === 0) return 'answer-survey'
    if (own.length === 0) return 'wait-for-review'
    return open.length === 0 ? 'asked' : 'ask'
  })()
  return {
    peer,
    next,
    own: open,
    pairs: open.flatMap((entry) => fittingPairs(entry, peer, { viewer, now: now() })),
    ...(contact && { address: contact.address }),
  }
}

/** `GET /register/{entryId}/interest`: how to say 'we would like to talk', or what to do first. Changes nothing. */
export const showInterest =
  (parts: IntroductionsParts): HttpHandler =>
  async (request) => {
    const respondent = await respondentOf(parts, request)
    const view = await interestOf(parts, request.parameters.entryId ?? '', respondent?.contact)
    if (request.wants === 'html')
      return html(
        200,
        interestPage(pageContextOf(parts.site, request), view, {
          values: { about: request.query.about?.[0] ?? '', from: request.query.from?.[0] ?? '' },
          failures: [],
          reading: true,
        }),
        forThisViewer,
      )
    return json(
      200,
      {
        entryId: view.peer.entryId,
        authority: view.peer.authority.name,
        next: view.next,
        pairs: view.pairs.map((pair) => ({ about: aboutName(pair), ...pair })),
      },
      forThisViewer,
    )
  }

/**
 * `POST /register/{entryId}/interest`: notes that an own entry would like to talk to this one. Nobody else is told
 * before the other side says the same. Again changes nothing.
 *
 * @throws Failure `not-found` for an entry that they may not know of, `conflict` from no entry of one's own that is
 *   public, to one's own entry, with too many wishes open, or where the two stand elsewhere already
 */
export const expressInterest = (parts: IntroductionsParts): HttpHandler =>
  asRespondent(parts, async (request, { contact }) => {
    const work = async () => {
      const { from, about, hope } = parseInput(interestSchema, request.body ?? {})
      const { introductionId, entryId } = await decideAnew(parts.pause, async () => {
        const { own, peer } = await endsOf(parts, request, contact, from)
        const id = introductionIdOf(own.entryId, peer.entryId)
        const [before, all] = await Promise.all([
          parts.store.introductionById(id),
          parts.store.introductionsOf(own.entryId),
        ])
        haveRoomForWish(own.entryId, all, id)
        const after = wantedBy(before, {
          own,
          peer,
          contactId: contact.contactId,
          about: about || undefined,
          hope: hope || undefined,
          now: parts.now(),
        })
        if (after === before) return { ...after, entryId: own.entryId }
        const outcome = await parts.store.change({ before, after, notices: [] })
        return outcome === 'written' ? { ...after, entryId: own.entryId } : undefined
      })
      if (request.wants === 'html')
        return seeOther(toPage(parts, request)('/my/introductions', { done: 'yes' }))
      const now = await parts.store.introductionById(introductionId)
      return json(200, now && (await viewFor(parts, now, entryId, request.t)))
    }
    const view = await interestOf(parts, request.parameters.entryId ?? '', contact)
    const path = `/register/${encodeURIComponent(view.peer.entryId)}/interest`
    return orFormAgain(request, work, (failures) =>
      interestPage(pageContextOf(parts.site, request, path), view, {
        values: typedValues(request.body),
        failures,
      }),
    )
  })

/** From which own entry to which other one. */
const endsOf = async (
  { store }: IntroductionsParts,
  { parameters }: HttpRequest,
  contact: Contact,
  from: string | undefined,
): Promise<{ own: Entry; peer: Entry }> => {
  const { entryId = '' } = parameters
  if (contact.entryIds.includes(entryId)) throw new Failure('conflict', 'own-entry-asked')
  const entries = await store.entriesOf([...new Set([entryId, ...contact.entryIds])])
  const mine = entries.filter((entry) => contact.entryIds.includes(entry.entryId))
  const viewer = mine.some(({ state }) => letThrough.includes(state)) ? 'respondent' : 'visitor'
  const peer = peerFor(entries, entryId, viewer)
  const open = mine.filter(({ state }) => state === 'public')
  if (open.length === 0) throw new Failure('conflict', 'no-public-entry')
  const own =
    from === undefined || from === ''
      ? open.length === 1
        ? open[0]
        : undefined
      : open.find((entry) => entry.entryId === from)
  if (!own)
    throw new Failure('invalid', 'invalid', {
      fields: [{ pointer: '/from', code: from ? 'unknown-value' : 'missing' }],
    })
  return { own, peer }
}
