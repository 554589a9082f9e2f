import type { FieldFailure } from '../failures.ts'
import { FailureSummary, type FormState, TextField } from './form-fields.tsx'
import { type PageContext, renderPage } from './page.tsx'

/** What differs from one request for a link to the next. */
export type LinkFormGiven = {
  /** Says why a link is needed, where an old one is no longer valid. */
  readonly heading?: string
  readonly detail?: string
  readonly values?: FormState['values']
  readonly failures?: readonly FieldFailure[]
}

/** The page with the form that asks for a link by mail: one address, one button. */
export const linkFormPage = (
  context: PageContext,
  { heading, detail, values = {}, failures = [] }: LinkFormGiven,
  form: {
    readonly title: string
    readonly lead: string
    readonly action: string
    readonly label: string
    readonly hint?: string
    readonly button: string
    /** Below the form. */
    readonly otherwise?: { readonly question: string; readonly label: string; readonly href: string }
  },
): string => {
  const { t } = context
  const state: FormState = { t, values, failures }
  const title = heading ?? form.title
  return renderPage(context, {
    title,
    failed: failures.length > 0,
    main: (
      <>
        <h1>{title}</h1>
        <FailureSummary form={state} labels={(name) => (name === 'email' ? form.label : undefined)} />
        {detail && <p class="lead">{detail}</p>}
        <p>{form.lead}</p>
        <form method="post" action={form.action} noValidate>
          <TextField
            form={state}
            name="email"
            type="email"
            label={form.label}
            {...(form.hint && { hint: form.hint })}
            autocomplete="email"
          />
          <button type="submit">{form.button}</button>
        </form>
        {form.otherwise && (
          <p>
            {form.otherwise.question} <a href={form.otherwise.href}>{form.otherwise.label}</a>
          </p>
        )}
      </>
    ),
  })
}
