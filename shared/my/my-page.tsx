import { longDate } from '../messages/dates.ts'
import { paragraphs } from '../notices/writing.ts'
import { Facts, Notice } from '../pages/blocks.tsx'
import { ChoiceGroup } from '../pages/form-fields.tsx'
import { type PageContext, renderPage } from '../pages/page.tsx'
import { isForEverybody } from '../register/entry.ts'
import { ActingSection } from '../survey/acting-section.tsx'
import { permissionText } from '../survey/consent.ts'
import { digestChoices } from '../survey/contact.ts'
import { ShownItems } from '../survey/shown-items.tsx'
import type { MyView } from './my-view.ts'
import { SessionSection } from './sign-in-pages.tsx'

/** What was done a moment ago, as the address says it: `?done=paused`. */
export const doneHere = ['changed', 'paused', 'continued', 'reconfirmed', 'preferences', 'left'] as const
export type DoneHere = (typeof doneHere)[number]

/** A respondent's own page: each entry with what can be done about it, the mails, the way out. */
export const myPage = (context: PageContext, my: MyView, done?: DoneHere): string => {
  const { t, links } = context
  return renderPage(context, {
    title: t('my.title'),
    main: (
      <>
        <h1>{t('my.title')}</h1>
        {done && (
          <Notice kind="good">
            <p>{t(`my.done.${done}`)}</p>
          </Notice>
        )}
        <p class="lead">
          {t('my.signed-in-as')}{' '}
          <bdi dir="ltr">
            {my.address.split('@')[0]}
            {/* A long address breaks here, if it must. */}
            <wbr />@{my.address.split('@')[1]}
          </bdi>
        </p>
        {my.entries.length === 0 && <p>{t('my.no-entries')}</p>}
        {my.entries.map((entry) => (
          <EntrySection key={entry.entryId} context={context} entry={entry} />
        ))}
        {my.entries.length === 0 ? (
          <p>
            <a class="button" href={links.to('/survey')}>
              {t('pages.answer-survey')}
            </a>
          </p>
        ) : (
          <p class="actions">
            <a href={links.to('/my/suggestions')}>{t('suggestions.mine.title')}</a>
            <a href={links.to('/my/introductions')}>{t('introductions.mine.title')}</a>
            <a href={links.to('/survey')}>{t('my.answer-again')}</a>
          </p>
        )}
        {my.entries.length > 0 && <MailsSection context={context} my={my} />}
        <h2>{t('my.session.title')}</h2>
        <SessionSection context={context} session={my.session} />
      </>
    ),
  })
}

/** How often mails with suggestions come, in the words of the version that the answer is about. */
const MailsSection = ({ context: { t, links }, my }: { context: PageContext; my: MyView }) => (
  <>
    <h2>{t('my.mails.title')}</h2>
    <form method="post" action={links.to('/my/preferences')}>
      <input type="hidden" name="words" value={my.digestWords} />
      <ChoiceGroup
        form={{ t, values: { digest: my.digest }, failures: [] }}
        name="digest"
        label={t('my.mails.digest')}
        choices={digestChoices.map((value) => ({
          value,
          label:
            value === 'never' ? t('my.digest.never') : permissionText(t, 'digest', value, my.digestWords),
        }))}
      />
      <button type="submit" class="quiet">
        {t('my.mails.save')}
      </button>
    </form>
    <p>
      <a href={links.to('/my/consents')}>{t('consents.link')}</a>
    </p>
  </>
)

const EntrySection = ({ context, entry }: { context: PageContext; entry: MyView['entries'][number] }) => {
  const { t, links } = context
  const at = `/my/entries/${encodeURIComponent(entry.entryId)}`
  const until = longDate(new Date(entry.until), t)
  const published = entry.state === 'public' || entry.state === 'paused'
  const renewable = published || entry.state === 'hidden'
  return (
    <section aria-labelledby={`entry-${entry.entryId}`}>
      <h2 id={`entry-${entry.entryId}`} dir="auto">
        {entry.authority}
      </h2>
      <p>{t(`my.state.${entry.state}.means`, { change: t('my.change') })}</p>
      {entry.words !== undefined && (
        <Notice>
          <h3>{t('my.entry.words')}</h3>
          {paragraphs(entry.words).map(({ text }) => (
            <p key={text} dir="auto">
              {text}
            </p>
          ))}
        </Notice>
      )}
      <Facts
        rows={[
          [t('my.entry.state'), t(`my.state.${entry.state}`)],
          [t('my.entry.until'), published ? until : undefined],
        ]}
      />
      {entry.claims > 0 && (
        <Notice>
          <p>
            <a href={links.to(`${at}/claims`)}>{t('my.entry.claims', { count: entry.claims })}</a>
          </p>
        </Notice>
      )}
      {entry.objectedAt !== undefined && (
        <Notice kind="bad">
          <p>{t('my.entry.objected')}</p>
        </Notice>
      )}
      <ActingSection t={t} actings={entry.actings} />
      <ShownItems t={t} items={entry.items} />
      {renewable && <p class="hint">{t('my.reconfirm.hint')}</p>}
      <div class="actions">
        {renewable && (
          <form method="post" action={links.to(`${at}/reconfirmation`)}>
            <button type="submit" aria-describedby={`entry-${entry.entryId}`}>
              {t('my.reconfirm')}
            </button>
          </form>
        )}
        {entry.state !== 'erased' && (
          <form method="post" action={links.to(`${at}/drafts`)}>
            <button type="submit" class="quiet" aria-describedby={`entry-${entry.entryId}`}>
              {t('my.change')}
            </button>
          </form>
        )}
        {published && (
          <form method="post" action={links.to(`${at}/pause`)}>
            <button
              type="submit"
              name="state"
              value={entry.state === 'public' ? 'paused' : 'public'}
              class="quiet"
              aria-describedby={`entry-${entry.entryId}`}
            >
              {t(entry.state === 'public' ? 'my.pause' : 'my.continue')}
            </button>
          </form>
        )}
        {published && isForEverybody(entry) && (
          <a href={links.to(`/register/${encodeURIComponent(entry.entryId)}`)}>{t('my.see-entry')}</a>
        )}
      </div>
      {entry.state !== 'erased' && (
        <p>
          <a href={links.to(`${at}/contacts`)}>{t('my.contacts.link')}</a>
        </p>
      )}
    </section>
  )
}
