import type { FieldFailure } from '../failures.ts'
import { Facts } from '../pages/blocks.tsx'
import type { FormState } from '../pages/form-fields.tsx'
import { type PageContext, renderPage } from '../pages/page.tsx'
import type { AreaContacts } from './contact-points.ts'
import { Answer, type Asked, Contacts, MayWe } from './may-we.tsx'
import { isOver, type Programme } from './programme.ts'
import {
  dayText,
  Focus,
  Formats,
  Places,
  participantsText,
  Sources,
  whenText,
  wordsOnPage,
} from './programme-facts.tsx'
import type { CurrentProgramme } from './programmes-reader.ts'

/**
 * All programmes, each in a sentence; those that are over come last.
 *
 * @param on the day, `YYYY-MM-DD`
 */
export const programmesPage = (
  context: PageContext,
  programmes: readonly CurrentProgramme[],
  on: string,
): string => {
  const { t, links } = context
  const all = programmes.map(({ programme }) => programme)
  const over = all.filter((programme) => isOver(programme, on))
  return renderPage(context, {
    title: t('programmes.title'),
    main: (
      <>
        <h1>{t('programmes.title')}</h1>
        <p class="lead">{t('programmes.lead')}</p>
        <p>
          <a href={links.to('/calls')}>{t('calls.all')}</a>
        </p>
        <Cards context={context} programmes={all.filter((programme) => !over.includes(programme))} />
        {over.length > 0 && (
          <>
            <h2>{t('programmes.over')}</h2>
            <p>{t('programmes.over.lead')}</p>
            <Cards context={context} programmes={over} below />
          </>
        )}
      </>
    ),
  })
}

const Cards = ({
  context: { t, links },
  programmes,
  below,
}: {
  context: PageContext
  programmes: readonly Programme[]
  below?: boolean
}) => {
  const Heading = below ? 'h3' : 'h2'
  return (
    <ul class="cards">
      {programmes.map(({ id, words }) => (
        <li class="card" key={id}>
          <Heading>
            <a href={links.to(`/programmes/${id}`)}>{wordsOnPage(words.name, t)}</a>
          </Heading>
          <p>{wordsOnPage(words.summary, t)}</p>
        </li>
      ))}
    </ul>
  )
}

/** One programme's rules in words, with 'may we take part?' and where to ask. */
export const programmePage = (
  context: PageContext,
  given: {
    readonly current: CurrentProgramme
    readonly values: FormState['values']
    readonly failures: readonly FieldFailure[]
    readonly asked?: Asked | undefined
    readonly contacts: readonly AreaContacts[]
    /** The day, `YYYY-MM-DD`. */
    readonly on: string
  },
): string => {
  const { t } = context
  const { failures, asked, contacts, on } = given
  const { programme, edited } = given.current
  const { words } = programme
  const name = wordsOnPage(words.name, t)
  const sides = (['partner', 'eu'] as const).flatMap((side) => {
    const rule = programme[side]
    return rule ? [[side, rule] as const] : []
  })
  return renderPage(context, {
    title: name,
    failed: failures.length > 0,
    main: (
      <>
        <h1>{name}</h1>
        <p class="lead">{wordsOnPage(words.summary, t)}</p>
        {asked && <Answer context={context} asked={asked} />}
        <Facts
          rows={[
            [t('programmes.state'), wordsOnPage(words.state, t)],
            ...sides.flatMap(([side, rule]) => [
              [t(`programmes.side.${side}`), words[side] && wordsOnPage(words[side], t)] as const,
              [
                t(`programmes.countries.${side}`),
                <Places key={side} context={context} programme={programme} name={side} side={rule} on={on} />,
              ] as const,
            ]),
            [t('programmes.window'), whenText(programme, t)],
            [t('programmes.focus'), <Focus key="focus" context={context} focus={programme.focus} />],
            [t('programmes.formats'), <Formats key="formats" t={t} formats={programme.formats} />],
            [t('programmes.participants'), participantsText(programme, t)],
            [t('programmes.sources'), <Sources key="sources" t={t} programme={programme} />],
            [
              t('programmes.edited'),
              edited &&
                t('programmes.edited.text', { date: dayText(edited.editedAt, t), revision: edited.revision }),
            ],
          ]}
        />
        <MayWe context={context} programme={programme} values={given.values} failures={failures} />
        <h2>{t('programmes.ask')}</h2>
        <Contacts context={context} contacts={contacts} />
        <h2>{t('programmes.links')}</h2>
        <ul>
          {programme.links.map(({ url, title }) => (
            <li key={url}>
              <a href={url} lang="en" dir="ltr">
                {title}
              </a>
            </li>
          ))}
        </ul>
      </>
    ),
  })
}
