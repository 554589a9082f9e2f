import type { FieldFailure } from '../failures.ts'
import { KeepLanguage, Notice } from '../pages/blocks.tsx'
import { FailureSummary, type FormState, SelectField } from '../pages/form-fields.tsx'
import type { PageContext } from '../pages/page.tsx'
import { communitiesByName, isCommunityCode, territoryLabel } from '../places/communities.ts'
import { countriesByName } from '../places/countries.ts'
import { tiers } from '../register/entry.ts'
import type { AreaContacts } from './contact-points.ts'
import type { Applicant, Eligibility, Programme } from './programme.ts'
import { applicantKinds } from './rule-words.ts'

/** What was asked, and the answer with where to ask further. */
export type Asked = {
  readonly applicant: Applicant
  readonly eligibility: Eligibility
  readonly contacts: readonly AreaContacts[]
}

/** The answer to 'may we take part?' in words, with reasons and the next step. */
export const Answer = ({
  context: { t, links },
  asked: { applicant, eligibility, contacts },
}: {
  context: PageContext
  asked: Asked
}) => {
  const country = territoryLabel(applicant.country, t.language)
  const { answer, reasons } = eligibility
  return (
    <Notice {...(answer === 'eligible' && { kind: 'good' })} title={t(`programmes.answer.${answer}`)}>
      {applicant.kind && (
        <p>{t('programmes.may.as-kind', { country, kind: t(`programmes.kind.${applicant.kind}`) })}</p>
      )}
      {reasons.map((reason) => (
        <p key={reason}>{t(`programmes.reason.${reason}`, { country })}</p>
      ))}
      {answer === 'eligible' && !isCommunityCode(applicant.country) && (
        <p>
          <a href={links.to('/matchmaking', { 'request.country': applicant.country })}>
            {t('programmes.find')}
          </a>
        </p>
      )}
      {answer === 'ask' && <Contacts context={{ t }} contacts={contacts} />}
    </Notice>
  )
}

/** Contact points, area by area. */
export const Contacts = ({
  context: { t },
  contacts,
}: {
  context: Pick<PageContext, 't'>
  contacts: readonly AreaContacts[]
}) => (
  <>
    {contacts.map(({ area, points }) => (
      <div key={area ?? ''}>
        {area && (
          <p>
            <strong>{t(`programmes.area.${area}`)}</strong>
          </p>
        )}
        <ul>
          {points.map((point) => (
            <li key={point.mail}>
              {point.function !== '' && <span dir="auto">{point.function}: </span>}
              <a href={`mailto:${point.mail}`} dir="ltr">
                {point.mail}
              </a>
              {point.phone && (
                <>
                  {', '}
                  <a href={`tel:${point.phone.replace(/[^+\d]/g, '')}`} dir="ltr">
                    {point.phone}
                  </a>
                </>
              )}
            </li>
          ))}
        </ul>
      </div>
    ))}
  </>
)

/** The form; its answer is the same page, so that it can be sent to somebody. */
export const MayWe = ({
  context: { t, links },
  programme,
  values,
  failures,
}: {
  context: PageContext
  programme: Programme
  values: FormState['values']
  failures: readonly FieldFailure[]
}) => {
  const form: FormState = { t, values, failures, reading: true }
  const labels: Readonly<Record<string, string>> = {
    country: t('programmes.may.country'),
    tier: t('programmes.may.tier'),
    kind: t('programmes.may.kind'),
  }
  return (
    <>
      <h2>{t('programmes.may')}</h2>
      <FailureSummary form={form} labels={(name) => labels[name]} />
      <form method="get" action={links.to(`/programmes/${programme.id}`)} noValidate>
        <KeepLanguage links={links} />
        <SelectField
          form={form}
          name="country"
          label={t('programmes.may.country')}
          empty={t('programmes.may.choose')}
          choices={[
            ...countriesByName(t.language).map(({ code, label }) => ({
              value: code,
              label,
              group: t('programmes.may.countries'),
            })),
            ...communitiesByName(t.language).map(({ code, label }) => ({
              value: code,
              label,
              group: t('programmes.may.communities'),
            })),
          ]}
        />
        <SelectField
          form={form}
          name="kind"
          label={t('programmes.may.kind')}
          empty={t('programmes.may.not-stated')}
          choices={applicantKinds.map((value) => ({ value, label: t(`programmes.kind.${value}`) }))}
          optional
        />
        <SelectField
          form={form}
          name="tier"
          label={t('programmes.may.tier')}
          empty={t('programmes.may.not-stated')}
          choices={tiers.map((value) => ({ value, label: t(`register.tier.${value}`) }))}
          optional
        />
        <button type="submit" class="quiet">
          {t('programmes.may.button')}
        </button>
      </form>
    </>
  )
}
