import type { ComponentChildren } from 'preact'
import type { FieldFailure } from '../failures.ts'
import { longDate } from '../messages/dates.ts'
import { Facts, Notice } from '../pages/blocks.tsx'
import { ChoiceGroup, FailureSummary, type FormState, LongTextField } from '../pages/form-fields.tsx'
import { type PageContext, renderPage } from '../pages/page.tsx'
import type { ClaimsView, ClaimView } from './claim-view.ts'
import { longestClaimWords } from './settle-claim.ts'
import { ShownItems } from './shown-items.tsx'

/** What differs between those behind an entry and the desk. */
type Place = {
  /** The list's path: `/my/entries/{entryId}/claims`. */
  readonly at: string
  readonly navigation?: ComponentChildren
  readonly back: { readonly path: string; readonly label: string }
  /** Whether the reader may decide. */
  readonly mayDecide: boolean
}

/** What was decided a moment ago, as the address says it: `?done=accepted`. */
export const claimDone = ['accepted', 'refused'] as const
export type ClaimDone = (typeof claimDone)[number]

/** Who claims an entry: each with what they answered, and the way to the decision. */
export const claimsPage = (
  context: PageContext,
  { authority, claims }: ClaimsView,
  place: Place,
  done?: ClaimDone,
): string => {
  const { t, links } = context
  const title = t('survey.claims.title')
  return renderPage(context, {
    title,
    main: (
      <>
        {place.navigation}
        <h1>{title}</h1>
        {done && (
          <Notice kind="good">
            <p>{t(`survey.claims.done.${done}`)}</p>
          </Notice>
        )}
        <p class="lead">{t('survey.claims.lead', { authority, count: claims.length })}</p>
        <ul class="results">
          {claims.map((claim) => (
            <li key={claim.claimId}>
              <h2>
                <a href={links.to(`${place.at}/${encodeURIComponent(claim.claimId)}`)}>
                  <bdi dir="ltr">{claim.address}</bdi>
                </a>
              </h2>
              <p>{t(`survey.role.${claim.role}`)}</p>
              <p class="hint">
                {t('survey.claims.until', { until: longDate(new Date(claim.expiresAt), t) })}
              </p>
            </li>
          ))}
        </ul>
        <p>
          <a href={links.to(place.back.path)}>{place.back.label}</a>
        </p>
      </>
    ),
  })
}

/** One claim: who, what they answered, what each decision brings, and the two buttons. */
export const claimPage = (
  context: PageContext,
  entry: ClaimsView,
  claim: ClaimView,
  place: Place,
  again: {
    readonly values: FormState['values']
    readonly failures: readonly FieldFailure[]
    readonly changed?: string
  } = { values: {}, failures: [] },
): string => {
  const { t, links } = context
  const form: FormState = { t, values: again.values, failures: again.failures }
  const title = t('survey.claim.title', { authority: entry.authority })
  return renderPage(context, {
    title,
    failed: form.failures.length > 0 || again.changed !== undefined,
    main: (
      <>
        {place.navigation}
        <h1>{title}</h1>
        {again.changed && (
          <Notice kind="bad">
            <p>{t(`failures.${again.changed}`)}</p>
          </Notice>
        )}
        <FailureSummary form={form} labels={(name) => labelIn(name, t)} />
        <p class="lead">{t('survey.claim.lead')}</p>
        <Facts
          rows={[
            [t('survey.claim.address'), <bdi dir="ltr">{claim.address}</bdi>],
            [t('survey.claim.role'), t(`survey.role.${claim.role}`)],
            [t('survey.claim.until'), longDate(new Date(claim.expiresAt), t)],
          ]}
        />
        <h2>{t('survey.claim.items')}</h2>
        <ShownItems t={t} items={claim.items} />
        {place.mayDecide && (
          <form
            method="post"
            action={links.to(`${place.at}/${encodeURIComponent(claim.claimId)}`)}
            noValidate
          >
            <h2>{t('survey.claim.decide')}</h2>
            <p>{t('survey.claim.decide.means')}</p>
            <input type="hidden" name="submissionId" value={claim.submissionId} />
            {claim.mustReplace.length > 0 && (
              <ChoiceGroup
                form={form}
                name="replaces"
                label={t('survey.claim.replaces')}
                hint={t('survey.claim.replaces.hint')}
                choices={claim.mustReplace.map(({ contactId, address, role }) => ({
                  value: contactId,
                  label: address,
                  ...(role && { hint: t(`survey.role.${role}`) }),
                }))}
                optional
              />
            )}
            <LongTextField
              form={form}
              name="words"
              label={t('survey.claim.words')}
              hint={t('survey.claim.words.hint')}
              maxLength={longestClaimWords}
              optional="sometimes"
            />
            <p class="actions">
              <button type="submit" name="decision" value="accept">
                {t('survey.claim.accept')}
              </button>
              <button type="submit" name="decision" value="refuse" class="quiet">
                {t('survey.claim.refuse')}
              </button>
            </p>
          </form>
        )}
        <p>
          <a href={links.to(place.at)}>{t('survey.claim.back')}</a>
        </p>
      </>
    ),
  })
}

const labelIn = (name: string, t: PageContext['t']): string | undefined =>
  name === 'words' ? t('survey.claim.words') : name === 'replaces' ? t('survey.claim.replaces') : undefined
