import type { ComponentChildren } from 'preact'
import type { Messages } from '../messages/messages.ts'
import { Bar, Tags } from '../pages/blocks.tsx'
import type { PageContext } from '../pages/page.tsx'
import { countryLabel } from '../places/countries.ts'
import { Description } from '../register/description.tsx'
import { labelOf } from '../themes/theme-words.ts'
import { fitBandOf } from './fit-bands.ts'
import { type ReasonBar, reasonBars, reasonSentence } from './reason-sentences.ts'
import type { Reason, Suggestion, Term } from './suggestion.ts'

/** Country, kind and size of an authority in one line. */
export const authorityLine = ({ entry: { authority } }: Pick<Suggestion, 'entry'>, t: Messages): string =>
  [
    countryLabel(authority.country, t.language),
    authority.tier && t(`register.tier.${authority.tier}`),
    authority.population !== undefined && t('register.inhabitants', { count: authority.population }),
  ]
    .filter(Boolean)
    .join(' · ')

/** One reason in words, with its bar. */
export type ReasonLine = {
  readonly term: Term
  readonly stated: boolean
  readonly text: string
  readonly bar: ReasonBar
}

/** Reasons in the order in which they are shown, which is the order in which their bars lie end to end. */
export const reasonLines = (reasons: readonly Reason[], t: Messages): readonly ReasonLine[] => {
  const bars = reasonBars(reasons)
  return reasons.map((reason, at) => ({
    term: reason.term,
    stated: reason.stated,
    text: reasonSentence(reason, t),
    bar: bars[at] ?? { from: 0, length: 0 },
  }))
}

/**
 * A peer that fits, as an entry of a list: what it says, how well it fits, and why.
 *
 * @param level of its heading
 * @param at the page that its name leads to: its own in the register unless stated
 * @param children what can be done about it, or what was
 */
export const PeerCard = ({
  context,
  suggestion,
  level: Heading = 'h2',
  at = `/register/${suggestion.entry.entryId}`,
  children,
}: {
  context: PageContext
  suggestion: Suggestion
  level?: 'h2' | 'h3' | 'h4'
  at?: string
  children?: ComponentChildren
}) => {
  const { t, links } = context
  const { entry, item, score } = suggestion
  // What is known comes first, so that the bars that show at once lie end to end.
  const sentences = reasonLines(
    [
      ...suggestion.reasons.filter(({ stated }) => stated),
      ...suggestion.reasons.filter(({ stated }) => !stated),
    ],
    t,
  )
  const neutral = sentences.filter(({ stated }) => !stated)
  const list = (shown: typeof sentences, name?: string) => (
    <ul class="reasons" aria-label={name}>
      {shown.map(({ term, text, bar }) => (
        <li key={term}>
          {text}
          <Bar from={bar.from} length={bar.length} />
        </li>
      ))}
    </ul>
  )
  return (
    <li>
      <Heading>
        <a href={links.to(at)} dir="auto">
          {entry.authority.name}
        </a>
      </Heading>
      <p class="muted">{authorityLine(suggestion, t)}</p>
      <Description t={t} language={item.language}>
        {item.description}
      </Description>
      <Tags
        items={[
          labelOf(item.theme, t.language),
          ...item.formats.map((format) => t(`register.format.${format}`)),
        ]}
      />
      <p>
        <strong>{t(`matchmaking.fit.${fitBandOf(score)}`)}</strong> ·{' '}
        {t('matchmaking.score', { score: Math.round(score * 100) })}
      </p>
      {/* A named list, not a named section: a region for each of twenty peers is no landmark any more, and one
          authority can be found with two of its items. */}
      {list(
        sentences.filter(({ stated }) => stated),
        t('matchmaking.why', { peer: entry.authority.name }),
      )}
      {neutral.length > 0 && (
        <details>
          <summary>{t('matchmaking.neutral', { count: neutral.length })}</summary>
          {list(neutral)}
        </details>
      )}
      {children}
    </li>
  )
}
