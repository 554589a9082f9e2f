import { type PageContext, renderPage } from '../pages/page.tsx'
import { type Brought, soughtBy } from './matchmaking-page.tsx'
import { PeerCard } from './peer-card.tsx'
import { exclusionSentence, helpSentence } from './reason-sentences.ts'
import { PickBox, PickForm } from './shortlist-page.tsx'
import type { Suggestions } from './suggestion.ts'
import type { Help } from './what-would-help.ts'

/** The ranked peers with their reasons, and in words what was left out; when nobody fits, what to do. */
export const resultsPage = (
  context: PageContext,
  given: {
    readonly brought: Brought
    readonly suggestions: Suggestions
    readonly help: readonly Help[]
    /** Whose registered item asks; undefined: a need that is not registered. */
    readonly asker?: { readonly name: string; readonly entryId: string; readonly theme: string }
    /** Where the question can be changed. */
    readonly change?: string
    /** What a shortlist's address says of the question, by parameter. */
    readonly question: Readonly<Record<string, string>>
  },
): string => {
  const { t, links } = context
  const { brought, suggestions, help, asker, change, question } = given
  const { items, total, excluded } = suggestions
  const sought = soughtBy(brought)
  const title = t(`matchmaking.results.title.${brought}`)
  return renderPage(context, {
    title,
    main: (
      <>
        <h1>{title}</h1>
        {asker && (
          <p>
            <a href={links.to(`/register/${asker.entryId}`)}>
              {t('matchmaking.results.for', { authority: asker.name, theme: asker.theme })}
            </a>
          </p>
        )}
        {items.length > 0 ? (
          <p class="lead">
            {t('matchmaking.fitting', {
              items: t(`matchmaking.count.${sought}`, { count: total }),
              count: total,
            })}{' '}
            {total > items.length && t('matchmaking.best', { shown: items.length })}
          </p>
        ) : (
          <Nobody context={context} brought={brought} question={question} />
        )}
        {excluded.length > 0 && (
          <p class="muted">
            {t('matchmaking.left-out', {
              sentences: new Intl.ListFormat(t.locale, { type: 'conjunction' }).format(
                excluded.map((each) => exclusionSentence(each, sought, t)),
              ),
            })}
          </p>
        )}
        {help.length > 0 && (
          <>
            <p class="muted">{t('matchmaking.help')}</p>
            <ul class="muted">
              {help.map((each) => (
                <li key={each.change}>{helpSentence(each, sought, t)}</li>
              ))}
            </ul>
          </>
        )}
        {change && (
          <p>
            <a href={change}>{t('matchmaking.results.change')}</a>
          </p>
        )}
        {items.length > 0 && (
          <>
            <p class="hint">{t('matchmaking.pick.hint')}</p>
            <PickForm context={context} question={question}>
              <ol class="results">
                {items.map((suggestion) => (
                  <PeerCard key={suggestion.item.itemId} context={context} suggestion={suggestion}>
                    <PickBox context={context} suggestion={suggestion} />
                  </PeerCard>
                ))}
              </ol>
            </PickForm>
            <p class="hint">
              {t('matchmaking.bars')} {t('matchmaking.advice')}
            </p>
          </>
        )}
      </>
    ),
  })
}

/** A question as the draft of a call, by the fields of its form. */
const callFrom = (brought: Brought, question: Readonly<Record<string, string>>) => ({
  direction: brought,
  theme: question[`${brought}.theme`],
  text: question[`${brought}.description`],
  programme: question[`${brought}.programme`],
})

const Nobody = ({
  context: { t, links, atDesk },
  brought,
  question,
}: {
  context: PageContext
  brought: Brought
  question: Readonly<Record<string, string>>
}) => (
  <>
    <h2>{t('matchmaking.none.title')}</h2>
    <p>{t(`matchmaking.none.${brought}`)}</p>
    <p class="actions">
      <a class="button" href={links.to('/survey')}>
        {t('matchmaking.none.survey')}
      </a>
      <a href={links.to('/register')}>{t('matchmaking.none.search')}</a>
      {atDesk && (
        <a href={links.to('/secretariat/calls', callFrom(brought, question))}>{t('matchmaking.none.call')}</a>
      )}
    </p>
  </>
)
