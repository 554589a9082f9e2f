import type { ComponentChildren } from 'preact'
import type { FieldFailure } from '../failures.ts'
import { longDate } from '../messages/dates.ts'
import { Facts, Footnotes, KeepLanguage, Notice } from '../pages/blocks.tsx'
import { FailureSummary, type FormState, SelectField } from '../pages/form-fields.tsx'
import { type PageContext, renderPage } from '../pages/page.tsx'
import { countriesByName, countryFootnotes, countryLabel } from '../places/countries.ts'
import { tiers } from '../register/entry.ts'
import { labelOf } from '../themes/theme-words.ts'
import type { Applicant, Eligibility, FormatRule, Programme, Source } from './programme.ts'

/** All programmes, each in a sentence. */
export const programmesPage = (context: PageContext, programmes: readonly Programme[]): string => {
  const { t, links } = context
  return renderPage(context, {
    title: t('programmes.title'),
    main: (
      <>
        <h1>{t('programmes.title')}</h1>
        <p class="lead">{t('programmes.lead')}</p>
        <ul class="cards">
          {programmes.map(({ id }) => (
            <li class="card" key={id}>
              <h2>
                <a href={links.to(`/programmes/${id}`)}>{t(`programmes.${id}.name`)}</a>
              </h2>
              <p>{t(`programmes.${id}.summary`)}</p>
            </li>
          ))}
        </ul>
      </>
    ),
  })
}

/** One programme's rules in words, with 'may we take part?' and where to ask. */
export const programmePage = (
  context: PageContext,
  given: {
    readonly programme: Programme
    readonly values: FormState['values']
    readonly failures: readonly FieldFailure[]
    readonly asked?: { readonly applicant: Applicant; readonly eligibility: Eligibility } | undefined
  },
): string => {
  const { t } = context
  const { programme, failures, asked } = given
  const name = t(`programmes.${programme.id}.name`)
  const sides = (['partner', 'eu'] as const).filter((side) => programme[side])
  return renderPage(context, {
    title: name,
    failed: failures.length > 0,
    main: (
      <>
        <h1>{name}</h1>
        <p class="lead">{t(`programmes.${programme.id}.summary`)}</p>
        {asked && <Answer context={context} {...asked} />}
        <h2>{t('programmes.who')}</h2>
        <Facts
          rows={[
            ...sides.map(
              (side) => [t(`programmes.side.${side}`), t(`programmes.${programme.id}.${side}`)] as const,
            ),
            [t('programmes.state'), t(`programmes.${programme.id}.state`)],
            [t('programmes.focus'), <Focus key="focus" context={context} focus={programme.focus} />],
            [t('programmes.formats'), formatsText(context, programme.formats)],
            [
              t('programmes.participants'),
              programme.participants.map((each) => each.name).join(' · ') || undefined,
            ],
            [
              t('programmes.sources'),
              sourcesOf(programme).length > 0 ? (
                <Sources key="sources" context={context} programme={programme} />
              ) : undefined,
            ],
          ]}
        />
        <MayWe context={context} {...given} />
        <h2>{t('programmes.ask')}</h2>
        <p>{t('programmes.ask.text', { address: context.site.contactAddress })}</p>
        {programme.links.length > 0 && (
          <>
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
        )}
        {asked && <Footnotes notes={countryFootnotes([asked.applicant.country], t.language)} />}
      </>
    ),
  })
}

const Answer = ({
  context: { t, links },
  applicant,
  eligibility,
}: {
  context: PageContext
  applicant: Applicant
  eligibility: Eligibility
}) => (
  <Notice
    {...(eligibility.answer === 'eligible' && { kind: 'good' })}
    title={t(`programmes.answer.${eligibility.answer}`)}
  >
    {eligibility.reasons.map((reason) => (
      <p key={reason}>
        {t(`programmes.reason.${reason}`, { country: countryLabel(applicant.country, t.language) })}
      </p>
    ))}
    {eligibility.answer === 'eligible' && (
      <p>
        <a href={links.to('/matchmaking', { 'request.country': applicant.country })}>
          {t('programmes.find')}
        </a>
      </p>
    )}
  </Notice>
)

const Focus = ({
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

const formatsText = ({ t }: PageContext, formats: 'any' | readonly FormatRule[]): string =>
  formats === 'any'
    ? t('programmes.formats.any')
    : formats
        .map(({ format, days }) => {
          const name = t(`register.format.${format}`)
          return days ? t('programmes.format.days', { format: name, ...days }) : name
        })
        .join(' · ')

/** Each source of a rule once. */
const sourcesOf = ({ partner, eu }: Programme): readonly Source[] => [
  ...new Map(
    [partner?.source, eu?.source].flatMap((source) => (source ? [[source.url, source] as const] : [])),
  ).values(),
]

/** Where the rules come from and when they were read there. */
const Sources = ({ context: { t }, programme }: { context: PageContext; programme: Programme }) => {
  const sources = sourcesOf(programme)
  return (
    <>
      {sources.map(({ url, read }) => (
        <p key={url}>
          <a href={url} dir="ltr">
            {new URL(url).hostname}
          </a>{' '}
          ({t('programmes.read', { date: longDate(new Date(`${read}T00:00:00Z`), t) })})
        </p>
      ))}
    </>
  )
}

const MayWe = ({
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
  return (
    <>
      <h2>{t('programmes.may')}</h2>
      <FailureSummary
        form={form}
        labels={(name) => (name === 'country' || name === 'tier' ? t(`programmes.may.${name}`) : undefined)}
      />
      <form method="get" action={links.to(`/programmes/${programme.id}`)} noValidate>
        <KeepLanguage links={links} />
        <SelectField
          form={form}
          name="country"
          label={t('programmes.may.country')}
          empty={t('programmes.may.choose')}
          choices={countriesByName(t.language).map(({ code, label }) => ({ value: code, label }))}
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
