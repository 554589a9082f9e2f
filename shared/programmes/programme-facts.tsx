import type { ComponentChildren } from 'preact'
import { longDate } from '../messages/dates.ts'
import { markedAs } from '../messages/fallback-marks.ts'
import type { Messages } from '../messages/messages.ts'
import type { PageContext } from '../pages/page.tsx'
import { type TerritoryCode, territoryLabel } from '../places/communities.ts'
import { type Dimension, dimensionOf, dimensions } from '../places/dimensions.ts'
import { labelOf } from '../themes/theme-words.ts'
import { type FormatRule, type Programme, type SideRule, type Words, wordsIn } from './programme.ts'
import { placeStates } from './rule-words.ts'

/** A programme's text for a page: marked where it is not in the page's language. */
export const wordsOnPage = (words: Words, { language }: Messages): string => {
  const found = wordsIn(words, language)
  return found.language === language ? found.text : markedAs(found.language, found.text)
}

/** A day (`YYYY-MM-DD`) in words. */
export const dayText = (day: string, t: Messages): string =>
  longDate(new Date(`${day.slice(0, 10)}T00:00:00Z`), t)

/** The places of one side by what they are in the programme and, of those that take part, by dimension. */
export const Places = ({
  context: { t },
  programme,
  name,
  side,
  on,
}: {
  context: PageContext
  programme: Programme
  name: 'partner' | 'eu'
  side: SideRule
  on: string
}): ComponentChildren => {
  if (side.places === 'any') return <p>{t(`programmes.places.any.${name}`)}</p>
  if (side.places.length === 0) return <p>{t('programmes.places.none')}</p>
  const rules = side.places
  const { compare } = new Intl.Collator(t.language)
  const list = (places: readonly TerritoryCode[]) =>
    places
      .map((place) => territoryLabel(place, t.language))
      .sort(compare)
      .join(' · ')
  const dimension = (place: TerritoryCode): Dimension | undefined =>
    programme.dimension ?? dimensionOf(place, on)
  return (
    <>
      {placeStates.map((state) => {
        const places = rules.filter((rule) => rule.state === state).flatMap((rule) => rule.places)
        const groups =
          state === 'eligible'
            ? [...dimensions, undefined].map(
                (each) => [each, places.filter((place) => dimension(place) === each)] as const,
              )
            : [[undefined, places] as const]
        return groups
          .filter(([, inGroup]) => inGroup.length > 0)
          .map(([each, inGroup]) => (
            <p key={state + (each ?? '')}>
              <strong>{t(each ? `programmes.dimension.${each}` : `programmes.places.${state}`)}</strong>{' '}
              {list(inGroup)}
            </p>
          ))
      })}
      {side.others === 'to-check' && <p class="hint">{t('programmes.places.others')}</p>}
    </>
  )
}

export const Focus = ({
  context: { t, links },
  focus,
}: {
  context: PageContext
  focus: Programme['focus']
}): ComponentChildren =>
  focus === 'any' ? (
    t('programmes.focus.any')
  ) : (
    <>
      <ul>
        {focus.map((id) => (
          <li key={id}>
            <a href={links.to('/register', { theme: id })}>{labelOf(id, t.language)}</a>
          </li>
        ))}
      </ul>
      <p class="hint">{t('programmes.focus.soft')}</p>
    </>
  )

export const Formats = ({ t, formats }: { t: Messages; formats: Programme['formats'] }): ComponentChildren =>
  formats === 'any' ? (
    t('programmes.formats.any')
  ) : (
    <>
      <ul>
        {formats.map((rule) => {
          const name = formatName(rule, t)
          const limits = limitsOf(rule, t)
          return <li key={name}>{limits === '' ? name : t('programmes.limits', { format: name, limits })}</li>
        })}
      </ul>
      {formats.some((rule) => limitsOf(rule, t) !== '') && <p class="hint">{t('programmes.limits.soft')}</p>}
    </>
  )

const formatName = ({ format, name }: FormatRule, t: Messages): string =>
  name ? wordsOnPage(name, t) : t(`register.format.${format}`)

const limitsOf = ({ days, months, people }: FormatRule, t: Messages): string => {
  const written = new Intl.NumberFormat(t.locale)
  const range = ({
    least,
    most,
  }: {
    readonly least?: number | undefined
    readonly most?: number | undefined
  }) =>
    t(`programmes.range.${least === undefined ? 'most' : most === undefined ? 'least' : 'both'}`, {
      least: written.format(least ?? 0),
      most: written.format(most ?? 0),
    })
  return [
    ...(days ? [t('programmes.limits.days', { range: range(days) })] : []),
    ...(months ? [t('programmes.limits.months', { range: range(months) })] : []),
    ...(people ? [t('programmes.limits.people', { range: written.format(people) })] : []),
  ].join(t.language === 'ar' ? '، ' : ', ')
}

/** When it runs, as far as anybody knows. */
export const whenText = ({ window, byCall }: Programme, t: Messages): string =>
  [
    window.from && t('programmes.window.from', { date: dayText(window.from, t) }),
    window.until && t('programmes.window.until', { date: dayText(window.until, t) }),
    window.certainUntil && t('programmes.window.certain', { date: dayText(window.certainUntil, t) }),
    byCall && t('programmes.window.by-call'),
  ]
    .filter(Boolean)
    .join(' ')

export const participantsText = ({ participants }: Programme, t: Messages): string =>
  participants
    .map(({ name, formerly }) => (formerly ? t('programmes.formerly', { name, formerly }) : name))
    .join(' · ')

/** Where the rules come from and when they were read there, each source once. */
export const Sources = ({ t, programme }: { t: Messages; programme: Programme }) => (
  <>
    {Object.entries(programme.sources).map(([key, { url, read, storedCopy }]) => (
      <p key={key}>
        <a href={url} dir="ltr">
          {new URL(url).hostname}
        </a>{' '}
        ({t(storedCopy ? 'programmes.read-copy' : 'programmes.read', { date: dayText(read, t) })})
      </p>
    ))}
  </>
)
