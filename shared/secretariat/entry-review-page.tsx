import type { FieldFailure } from '../failures.ts'
import { instantIn } from '../messages/dates.ts'
import { Facts, Notice } from '../pages/blocks.tsx'
import { FailureSummary, type FormState, LongTextField } from '../pages/form-fields.tsx'
import { type PageContext, renderPage } from '../pages/page.tsx'
import { ActingSection } from '../survey/acting-section.tsx'
import { ShownItems } from '../survey/shown-items.tsx'
import { languageLabel } from '../survey/working-languages.ts'
import { DeskNavigation } from './desk-pages.tsx'
import { type DeskRole, mayAct } from './desk-user.ts'
import type { DeskEntryView } from './desk-view.ts'
import { longestWords } from './secretariat-operations.ts'

/** What the page is shown again with: what was typed, what was wrong with it, and what changed meanwhile. */
export type ReviewAgain = {
  readonly values: FormState['values']
  readonly failures: readonly FieldFailure[]
  readonly changed?: string
}

/** An entry with all its items and who stands behind it and, for officers while it waits, the decision. */
export const deskEntryPage = (
  context: PageContext,
  role: DeskRole,
  entry: DeskEntryView,
  again: ReviewAgain = { values: {}, failures: [] },
): string => {
  const { t, links } = context
  const waits = entry.state === 'awaiting-review'
  const form: FormState = { t, values: again.values, failures: again.failures }
  return renderPage(context, {
    title: entry.authority.name,
    failed: again.failures.length > 0,
    main: (
      <>
        <DeskNavigation context={context} may={role} />
        <h1 dir="auto">{entry.authority.name}</h1>
        {again.changed && (
          <Notice kind="bad">
            <p>{t(`failures.${again.changed}`)}</p>
          </Notice>
        )}
        <FailureSummary
          form={form}
          labels={(name) => (name === 'words' ? t('secretariat.review.words') : undefined)}
        />
        <Facts
          rows={[
            [t('secretariat.entry.state'), t(`my.state.${entry.state}`)],
            [t('secretariat.entry.country'), entry.authority.countryLabel],
            [t('secretariat.entry.role'), t(`survey.role.${entry.role}`)],
            [t('secretariat.entry.since'), instantIn(t, entry.since)],
            [
              t('secretariat.entry.contacts'),
              entry.contacts.map(({ address, language }) => (
                <p key={address}>
                  <bdi dir="ltr">{address}</bdi> ({languageLabel(language, t.language)})
                </p>
              )),
            ],
          ]}
        />
        <ActingSection t={t} actings={entry.actings} />
        <h2>{t('secretariat.entry.items')}</h2>
        <ShownItems t={t} items={entry.items} />
        {waits && mayAct(role, 'officer') && (
          <form
            method="post"
            action={links.to(`/secretariat/entries/${encodeURIComponent(entry.entryId)}/review`)}
            noValidate
          >
            <h2>{t('secretariat.review.title')}</h2>
            <p>{t('secretariat.review.lead')}</p>
            <input type="hidden" name="revision" value={String(entry.revision)} />
            <LongTextField
              form={form}
              name="words"
              label={t('secretariat.review.words')}
              hint={t('secretariat.review.words.hint')}
              maxLength={longestWords}
              optional="sometimes"
            />
            <p class="actions">
              <button type="submit" name="decision" value="publish">
                {t('secretariat.review.publish')}
              </button>
              <button type="submit" name="decision" value="return" class="quiet">
                {t('secretariat.review.return')}
              </button>
            </p>
          </form>
        )}
        {waits && !mayAct(role, 'officer') && <p class="hint">{t('secretariat.reader')}</p>}
        {!waits && <p class="hint">{t('secretariat.review.decided')}</p>}
        {entry.state === 'public' && (
          <p>
            <a
              class="button quiet"
              href={links.to(`/secretariat/entries/${encodeURIComponent(entry.entryId)}/suggestions`)}
            >
              {t('suggestions.desk.title')}
            </a>
          </p>
        )}
      </>
    ),
  })
}
