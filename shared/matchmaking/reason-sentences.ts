import type { Messages } from '../messages/messages.ts'
import { countryLabel } from '../places/countries.ts'
import { languageLabel } from '../survey/working-languages.ts'
import { labelOf } from '../themes/theme-words.ts'
import type { ThemeId } from '../themes/themes.ts'
import { type WeightedTerm, weights } from './fit.ts'
import type { Exclusion, Grounds, Reason } from './suggestion.ts'
import type { Help } from './what-would-help.ts'

/** Inside a sentence a theme begins with a small letter, unless it is an abbreviation ('EU integration'); Arabic has none. */
export const themeInside = (id: ThemeId, { language, locale }: Messages): string => {
  const label = labelOf(id, language)
  return label.replace(/^\p{Lu}(?!\p{Lu})/u, (first) => first.toLocaleLowerCase(locale))
}

const listed = (parts: readonly string[], { locale }: Messages): string =>
  new Intl.ListFormat(locale, { type: 'conjunction' }).format(parts)

/** From how much of a cosine on descriptions are said to be alike, best first. */
const alikeness = [
  [0.6, 'much-the-same'],
  [0.3, 'much-in-common'],
  [0.1, 'something-in-common'],
  [0, 'little-in-common'],
] as const

/**
 * A reason as a sentence in the language of `t`, without a full stop. Names may end with `*`: then the page
 * needs its footnote (`footnotesIn`).
 */
export const reasonSentence = (reason: Reason, t: Messages): string =>
  reason.grounds
    ? groundsSentence(reason, reason.grounds, t)
    : t(`matchmaking.reason.${reason.term}.not-stated`)

const groundsSentence = ({ term, stated }: Reason, grounds: Grounds, t: Messages): string => {
  const say = (rest: string, values?: Parameters<Messages>[1]) =>
    t(`matchmaking.reason.${term}.${rest}`, values)
  switch (grounds.kind) {
    case 'theme':
      return grounds.request === grounds.offer
        ? say('same', { theme: themeInside(grounds.offer, t) })
        : say('close', { request: themeInside(grounds.request, t), offer: themeInside(grounds.offer, t) })
    case 'description': {
      const { cosine = 0, languages } = grounds
      if (!stated && languages)
        return say('other-language', {
          request: languageLabel(languages[0], t.language),
          offer: languageLabel(languages[1], t.language),
        })
      return say(alikeness.find(([least]) => cosine >= least)?.[1] ?? 'little-in-common')
    }
    case 'languages':
      return grounds.common.length === 0
        ? say('interpreter')
        : say('common', {
            languages: listed(
              grounds.common.map((code) => languageLabel(code, t.language)),
              t,
            ),
          })
    case 'formats': {
      const formats = listed(
        grounds.shared.map((format) => t(`themes.format.${format}`)),
        t,
      )
      if (grounds.shared.length === 0) return say('none')
      return grounds.shared.length === grounds.asked
        ? say('all', { formats })
        : say('some', { formats, count: grounds.shared.length, asked: grounds.asked })
    }
    case 'population':
      if (grounds.classes === 0) return say('similar')
      return grounds.larger === undefined
        ? say('different')
        : say(['one-class', 'larger'][grounds.classes - 1] ?? 'much-larger', { larger: grounds.larger })
    case 'countries':
      return say(grounds.wished ? 'wished' : 'others', { country: countryLabel(grounds.country, t.language) })
    case 'evidence':
      return say('projects', { count: grounds.count, theme: themeInside(grounds.theme, t) })
    case 'availability':
      return grounds.shared === 0
        ? say('none')
        : say('months', { shared: grounds.shared, asked: grounds.asked })
    case 'return':
      return say('help', { theme: themeInside(grounds.theme, t) })
  }
}

/** Why something was left out, as a sentence without a full stop. */
export const exclusionSentence = (
  { reason, count }: { readonly reason: Exclusion; readonly count: number },
  direction: 'offer' | 'request',
  t: Messages,
): string =>
  t(`matchmaking.excluded.${reason}`, { count, items: t(`matchmaking.count.${direction}`, { count }) })

/** What the asker could do so that more fit, and how many more, as a sentence without a full stop. */
export const helpSentence = ({ change, more }: Help, direction: 'offer' | 'request', t: Messages): string =>
  t(`matchmaking.help.${change}`, { items: t(`matchmaking.count.${direction}`, { count: more }) })

/** A reason's bar: where it begins and how long it is, as shares of the whole width. */
export type ReasonBar = { readonly from: number; readonly length: number }

/**
 * Bars that add up: laid end to end, in the order of the reasons, they are as long as the score. A weighted
 * geometric mean has no parts of its own, so each term gets the share of the score that it has in the weighted
 * arithmetic mean of the same values; helping each other gets what it adds.
 */
export const reasonBars = (reasons: readonly Reason[]): readonly ReasonBar[] => {
  const fit = Math.exp(
    reasons.reduce((sum, { term, value }) => sum + (term === 'return' ? 0 : value), 0) / 1e6,
  )
  const score = Math.exp(reasons.reduce((sum, { value }) => sum + value, 0) / 1e6)
  const parts = reasons.map(({ term, value }) =>
    term === 'return' ? 0 : weights[term] * Math.exp(value / 1e6 / weights[term as WeightedTerm]),
  )
  const mean = parts.reduce((sum, part) => sum + part, 0)
  let from = 0
  return reasons.map(({ term }, at) => {
    const length = term === 'return' ? score - fit : ((parts[at] ?? 0) / mean) * fit
    const bar = { from, length }
    from += length
    return bar
  })
}
