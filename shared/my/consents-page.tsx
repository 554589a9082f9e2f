import { instantIn, longDate } from '../messages/dates.ts'
import { directionOf } from '../messages/languages.ts'
import { Notice, TableRegion } from '../pages/blocks.tsx'
import { type PageContext, renderPage } from '../pages/page.tsx'
import { permissionText } from '../survey/consent.ts'
import type { ConsentsView } from './consents-view.ts'

/** What was done a moment ago, as the address says it: `?done=stopped`. */
export const consentDone = ['given', 'stopped', 'same', 'words-changed'] as const
export type ConsentDone = (typeof consentDone)[number]

/** What somebody allowed, in which words and when; each is changed by one button, and every choice is listed. */
export const consentsPage = (context: PageContext, view: ConsentsView, done?: ConsentDone): string => {
  const { t, links } = context
  return renderPage(context, {
    title: t('consents.title'),
    main: (
      <>
        <h1>{t('consents.title')}</h1>
        {done && (
          <Notice {...(done === 'words-changed' ? {} : { kind: 'good' })}>
            <p>{t(`consents.done.${done}`)}</p>
          </Notice>
        )}
        <p class="lead">{t('consents.lead')}</p>
        {view.permissions.length === 0 && <p>{t('my.no-entries')}</p>}
        {view.permissions.map((permission) => (
          <PermissionSection
            key={permission.permission}
            context={context}
            permission={permission}
            last={view.history.find((each) => each.permission === permission.permission)}
          />
        ))}
        <h2>{t('consents.address.title')}</h2>
        <p>
          {t('consents.address')} <a href={links.to('/my/introductions')}>{t('introductions.mine.title')}</a>
        </p>
        <h2>{t('consents.history.title')}</h2>
        {view.history.length === 0 ? (
          <p>{t('consents.history.none')}</p>
        ) : (
          <History context={context} view={view} />
        )}
        <p>
          <a href={links.to('/my')}>{t('my.session.back')}</a>
        </p>
      </>
    ),
  })
}

/** Words as they were read, in their own language. */
const Words = ({ language, text }: { language: string; text: string }) => (
  <span lang={language} dir={directionOf(language)}>
    {text}
  </span>
)

const PermissionSection = ({
  context,
  permission: { permission, choice, allowed, asked },
  last,
}: {
  context: PageContext
  permission: ConsentsView['permissions'][number]
  last: ConsentsView['history'][number] | undefined
}) => {
  const { t, links, site } = context
  const outdated = allowed !== undefined && allowed.words !== asked.words
  // Nothing goes to an address that a mail came back from, whatever somebody chooses.
  const stopped = !allowed && (last?.by === 'bounce' || last?.by === 'complaint') ? last.by : undefined
  const open = asked.choices.filter((each) => outdated || each.choice !== choice)
  const date = (at: string) => longDate(new Date(at), t)
  return (
    <section aria-labelledby={`permission-${permission}`}>
      <h2 id={`permission-${permission}`}>{t(`consents.${permission}.title`)}</h2>
      {allowed ? (
        <>
          <p>
            {last && allowed.at
              ? t(last.by === 'survey' ? 'consents.given.survey' : 'consents.given.own-page', {
                  date: date(allowed.at),
                })
              : t('consents.given.before')}
          </p>
          <blockquote>
            <p>
              <Words {...allowed} />
            </p>
          </blockquote>
          {allowed.language !== t.language && choice !== 'never' && (
            <p class="hint">{permissionText(t, permission, choice, allowed.words)}</p>
          )}
          {outdated && <p>{t('consents.words-changed')}</p>}
        </>
      ) : (
        <p>
          {last
            ? t(stopped ? `consents.ended.${stopped}` : 'consents.ended', {
                date: date(last.at),
                ...(stopped && { contact: site.contactAddress }),
              })
            : t('consents.not-given')}
        </p>
      )}
      {!stopped && (
        <form method="post" action={links.to('/my/consents')}>
          <input type="hidden" name="permission" value={permission} />
          <input type="hidden" name="words" value={asked.words} />
          {!allowed && <p class="hint">{t('consents.choose')}</p>}
          {allowed && (
            <p>
              <button type="submit" name="choice" value="never" class="quiet">
                {t(`consents.${permission}.stop`)}
              </button>
            </p>
          )}
          {open.map((each) => (
            <p key={each.choice}>
              <button type="submit" name="choice" value={each.choice} class="quiet">
                {each.text}
              </button>
            </p>
          ))}
        </form>
      )}
    </section>
  )
}

const History = ({ context: { t }, view }: { context: PageContext; view: ConsentsView }) => (
  <TableRegion label={t('consents.history.title')}>
    <table class="deeds">
      <thead>
        <tr>
          <th scope="col">{t('consents.history.what')}</th>
          <th scope="col">{t('consents.history.when')}</th>
          <th scope="col">{t('consents.history.how')}</th>
        </tr>
      </thead>
      <tbody>
        {view.history.map(({ text, language, at, by }) => (
          <tr key={at + by}>
            <td>
              {text === undefined ? t('consents.history.stopped') : <Words language={language} text={text} />}
            </td>
            <td>{instantIn(t, at)}</td>
            <td>{t(`consents.by.${by}`)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </TableRegion>
)
