import { type Programme, pairObstacle } from '../../programmes/programme.ts'
import type { Entry } from '../../register/entry.ts'
import { themeSimilarity } from '../../themes/similarity.ts'
import { leastThemeSimilarity } from '../fit.ts'
import { sought } from '../suggestions.ts'
import type { Call } from './call.ts'

/**
 * Who might answer a call: public entries that the programme's rules let through, with an offer (a request, for a call
 * that offers) or an interest on its theme or one close to it. Capacity, language and what else makes a good fit are
 * left to them: a call is for what nobody fits. What they keep to themselves counts, since only they are told.
 */
export const whoMight = (
  call: Pick<Call, 'direction' | 'theme'>,
  entries: Iterable<Entry>,
  { programme, today }: { readonly programme: Programme; readonly today: string },
): readonly Entry[] =>
  [...entries].filter(
    (entry) =>
      entry.state === 'public' &&
      entry.until >= today &&
      pairObstacle(programme, {}, entry.authority, today) === undefined &&
      entry.items.some(
        ({ direction, theme }) =>
          (direction === 'interest' || direction === sought[call.direction]) &&
          themeSimilarity(call.theme, theme) >= leastThemeSimilarity,
      ),
  )
