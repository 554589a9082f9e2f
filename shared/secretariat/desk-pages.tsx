import { instantIn } from '../messages/dates.ts'
import { Facts, Notice, Tags } from '../pages/blocks.tsx'
import { type PageContext, renderPage } from '../pages/page.tsx'
import { wayBackParameter } from '../sessions/way-back.ts'
import type { DeskRole } from './desk-user.ts'
import { mayAct } from './desk-user.ts'
import type { WaitingView } from './desk-view.ts'

/** What was done a moment ago, as the address says it: `?done=public`. */
export const doneAtDesk = ['public', 'returned', 'as-before'] as const
export type DoneAtDesk = (typeof doneAtDesk)[number]

const deskPlaces = [
  ['/secretariat', 'secretariat.waiting.title', 'reader'],
  ['/secretariat/introductions', 'secretariat.introductions.title', 'reader'],
  ['/secretariat/rounds', 'secretariat.rounds.title', 'reader'],
  ['/secretariat/calls', 'calls.title', 'reader'],
  ['/secretariat/fairness', 'secretariat.fairness.title', 'reader'],
  ['/secretariat/users', 'secretariat.users.title', 'administrator'],
  ['/secretariat/audit', 'secretariat.audit.title', 'administrator'],
  ['/secretariat/session', 'secretariat.session.link', 'reader'],
] as const

/** The way around the desk: what a role may open. */
export const DeskNavigation = ({
  context: { t, links, here },
  may,
}: {
  context: PageContext
  may: DeskRole
}) => (
  <nav class="within" aria-label={t('secretariat.navigation')}>
    <ul>
      {deskPlaces
        .filter(([, , needed]) => mayAct(may, needed))
        .map(([path, key]) => (
          <li key={path}>
            <a href={links.to(path)} aria-current={here.path === path ? 'page' : undefined}>
              {t(key)}
            </a>
          </li>
        ))}
    </ul>
  </nav>
)

/** What waits for a person: new entries, oldest first. */
export const deskPage = (context: PageContext, waiting: WaitingView, done?: DoneAtDesk): string => {
  const { t } = context
  return renderPage(context, {
    title: t('secretariat.waiting.title'),
    main: (
      <>
        <DeskNavigation context={context} may={waiting.role} />
        <h1>{t('secretariat.waiting.title')}</h1>
        {done && (
          <Notice kind="good">
            <p>{t(`secretariat.done.${done}`)}</p>
          </Notice>
        )}
        <p class="lead">{t('secretariat.waiting.count', { count: waiting.total })}</p>
        <ol class="results">
          {waiting.entries.map((entry) => (
            <li key={entry.entryId}>
              <h2>
                <a href={entry.url} dir="auto">
                  {entry.authority}
                </a>
              </h2>
              <p>{entry.countryLabel}</p>
              {entry.objected && <Tags items={[t('secretariat.waiting.objected')]} />}
              <p class="hint">
                {t('secretariat.waiting.since', {
                  since: instantIn(t, entry.since),
                  count: entry.items,
                })}
              </p>
            </li>
          ))}
        </ol>
        {waiting.total > waiting.entries.length && waiting.entries.length > 0 && (
          <p class="hint">{t('secretariat.waiting.more', { count: waiting.entries.length })}</p>
        )}
        {waiting.claims.open.length > 0 && (
          <>
            <h2 id="claims">{t('secretariat.claims.title')}</h2>
            <p>{t('secretariat.claims.count', { count: waiting.claims.total })}</p>
            <ol class="results">
              {waiting.claims.open.map((claim) => (
                <li key={claim.url}>
                  <h3>
                    <a href={claim.url} dir="auto">
                      {claim.authority}
                    </a>
                  </h3>
                  <p>{claim.countryLabel}</p>
                  <p class="hint">
                    {t('secretariat.claims.since', {
                      since: instantIn(t, claim.since),
                      until: instantIn(t, claim.until),
                    })}
                  </p>
                </li>
              ))}
            </ol>
          </>
        )}
        {!mayAct(waiting.role, 'officer') && <p class="hint">{t('secretariat.reader')}</p>}
      </>
    ),
  })
}

/** The page that leads to the issuer. */
export const deskSignInPage = (
  context: PageContext,
  {
    signedOut,
    wayBack,
  }: {
    readonly signedOut: boolean
    /** Where one goes on after signing in (`wayBackOf`). */
    readonly wayBack?: string | undefined
  },
): string => {
  const { t, links } = context
  return renderPage(context, {
    title: t('secretariat.sign-in.title'),
    main: (
      <>
        <h1>{t('secretariat.sign-in.title')}</h1>
        {signedOut && (
          <Notice kind="good">
            <p>{t('secretariat.signed-out')}</p>
          </Notice>
        )}
        <p class="lead">{t('secretariat.sign-in.lead')}</p>
        <p>
          <a class="button" href={links.to('/secretariat/sign-in/start', { [wayBackParameter]: wayBack })}>
            {t('secretariat.sign-in.button')}
          </a>
        </p>
        <p>
          {t('secretariat.sign-in.respondent')}{' '}
          <a href={links.to('/my/sign-in-links')}>{t('secretariat.sign-in.respondent.link')}</a>
        </p>
      </>
    ),
  })
}

/** Who is signed in, as what, until when, and the two ways out. */
export const deskSessionPage = (
  context: PageContext,
  session: { address: string; role: DeskRole; since: string; endsAt: string },
): string => {
  const { t, links } = context
  return renderPage(context, {
    title: t('secretariat.session.title'),
    main: (
      <>
        <DeskNavigation context={context} may={session.role} />
        <h1>{t('secretariat.session.title')}</h1>
        <Facts
          rows={[
            [t('secretariat.session.address'), <bdi dir="ltr">{session.address}</bdi>],
            [t('secretariat.session.role'), t(`secretariat.role.${session.role}`)],
            [t('secretariat.session.since'), instantIn(t, session.since)],
            [t('secretariat.session.end'), instantIn(t, session.endsAt)],
          ]}
        />
        <form method="post" action={links.to('/secretariat/session')} class="actions">
          <button type="submit" name="end" value="here">
            {t('secretariat.sign-out.here')}
          </button>
          <button type="submit" name="end" value="everywhere" class="quiet">
            {t('secretariat.sign-out.everywhere')}
          </button>
        </form>
        <p class="hint">{t('secretariat.sign-out.issuer')}</p>
      </>
    ),
  })
}
