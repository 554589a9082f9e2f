import { type HttpHandler, html, json } from '../../shared/http/request.ts'
import { measuredFairness } from '../../shared/matchmaking/measure-fairness.ts'
import { fairnessPage } from '../../shared/secretariat/fairness-page.tsx'
import { fairnessView } from '../../shared/secretariat/fairness-view.ts'
import { atDesk, deskPageOf } from './at-desk.ts'
import type { DeskSuggestionsParts } from './desk-parts.ts'

/** So many requests take a few seconds; in a larger register these stand for all. */
const mostAsked = 1_000

/** `GET /secretariat/fairness`: whom the register serves well, and whom it hides. Counts alone, of nobody. */
export const showFairness = (parts: DeskSuggestionsParts): HttpHandler =>
  atDesk(parts, 'reader', async (request, { user }) => {
    const now = parts.now()
    const [peers, spent] = await Promise.all([parts.peers.open(), parts.store.spentIn(now.slice(0, 4))])
    const measured = await measuredFairness(peers, { spent, now, most: mostAsked })
    return request.wants === 'html'
      ? html(200, fairnessPage(deskPageOf(parts, request), user.role, measured))
      : json(200, fairnessView(measured))
  })
