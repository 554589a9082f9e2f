import type { ComponentChildren, JSX } from 'preact'
import type { FieldFailure } from '../failures.ts'
import { failureDetail, failureTitle } from '../http/problem.ts'
import type { Messages } from '../messages/messages.ts'

/** A form as it is shown: the texts, what was typed, and what was wrong with it. */
export type FormState = {
  readonly t: Messages
  /** What was typed, by field name (`items.0.theme`); several values for a name that ends with `[]`. */
  readonly values: Readonly<Record<string, string | readonly string[]>>
  readonly failures: readonly FieldFailure[]
  /** The values came with an address, not with a form that was sent. */
  readonly reading?: boolean
  /** What was typed is stored in spite of what is wrong. */
  readonly kept?: boolean
}

/** A field's `id` from its name; the error summary links to it. */
const fieldId = (name: string): string => name.replace('[]', '').replaceAll('.', '-')

/** The name of the field that a pointer (`/items/0/theme`) points at. */
export const fieldNameOf = (pointer: string): string => pointer.replace(/^\//, '').replaceAll('/', '.')

const failureOf = (form: FormState, name: string): FieldFailure | undefined =>
  form.failures.find((failure) => fieldNameOf(failure.pointer) === name.replace('[]', ''))

type FieldProps = {
  readonly form: FormState
  readonly name: string
  readonly label: string
  readonly hint?: string
  /** `sometimes`: the form can be sent without it, but not always; its hint says when. */
  readonly optional?: boolean | 'sometimes'
}

/** Label, hint and error around one control, tied together for screen readers. */
const Field = ({
  form,
  name,
  label,
  hint,
  optional,
  children,
}: FieldProps & { children: ComponentChildren }) => {
  const failure = failureOf(form, name)
  const id = fieldId(name)
  return (
    <div class={failure ? 'field wrong' : 'field'}>
      <label for={id}>
        {label} {optional === true && <span class="optional">{form.t('pages.optional')}</span>}
      </label>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {failure && (
        <p class="failure" id={`${id}-failure`}>
          {form.t(`failures.${failure.code}`, failure.values)}
        </p>
      )}
      {children}
    </div>
  )
}

/** The ids of a field's hint and failure, for `aria-describedby`. */
const describedBy = ({ form, name, hint }: FieldProps): string | undefined => {
  const id = fieldId(name)
  return (
    [hint && `${id}-hint`, failureOf(form, name) && `${id}-failure`].filter(Boolean).join(' ') || undefined
  )
}

const described = (props: FieldProps) => ({
  id: fieldId(props.name),
  name: props.name,
  'aria-describedby': describedBy(props),
  'aria-invalid': failureOf(props.form, props.name) ? ('true' as const) : undefined,
})

const typed = (form: FormState, name: string): string => {
  const value = form.values[name]
  return typeof value === 'string' ? value : ''
}

export const TextField = (
  props: FieldProps & {
    type?: 'text' | 'email' | 'search' | 'number'
    autocomplete?: string
    maxLength?: number
    /** For a value of a few characters. */
    short?: boolean
  },
) => {
  // One cast: preact's types have a variant for each `type`, and a union of types fits none of them.
  const attributes = {
    ...described(props),
    // Not `type=number`: it drops what it cannot read, so that the form could not be shown again as it was.
    type: props.type === 'number' ? 'text' : (props.type ?? 'text'),
    inputmode: props.type === 'number' ? 'numeric' : undefined,
    class: props.short || props.type === 'number' ? 'short' : undefined,
    value: typed(props.form, props.name),
    autocomplete: props.autocomplete,
    maxLength: props.maxLength,
    required: !props.optional,
    // An address reads from left to right whatever the page's direction.
    dir: props.type === 'email' || props.type === 'number' ? 'ltr' : 'auto',
  } as JSX.IntrinsicElements['input']
  return (
    <Field {...props}>
      <input {...attributes} />
    </Field>
  )
}

export const LongTextField = (props: FieldProps & { rows?: number; maxLength?: number }) => (
  <Field {...props}>
    <textarea
      {...described(props)}
      rows={props.rows ?? 4}
      maxLength={props.maxLength}
      required={!props.optional}
      dir="auto"
    >
      {typed(props.form, props.name)}
    </textarea>
  </Field>
)

export type Choice = {
  readonly value: string
  readonly label: string
  readonly group?: string
  readonly hint?: string
}

/** A list to choose one from; `group`s become option groups, in the order given. */
export const SelectField = (props: FieldProps & { choices: readonly Choice[]; empty: string }) => {
  const value = typed(props.form, props.name)
  const groups = [...new Set(props.choices.map((choice) => choice.group))]
  const option = (choice: Choice) => (
    <option key={choice.value} value={choice.value} selected={choice.value === value}>
      {choice.label}
    </option>
  )
  return (
    <Field {...props}>
      <select {...described(props)} required={!props.optional}>
        <option value="">{props.empty}</option>
        {groups.map((group) => {
          const inside = props.choices.filter((choice) => choice.group === group).map(option)
          return group ? (
            <optgroup key={group} label={group}>
              {inside}
            </optgroup>
          ) : (
            inside
          )
        })}
      </select>
    </Field>
  )
}

/**
 * Radio buttons (`several` false) or checkboxes with one name. Nothing is preselected. The first choice has the
 * field's id, so that the summary's link lands on something that takes the focus.
 */
export const ChoiceGroup = (
  props: FieldProps & {
    choices: readonly Choice[]
    several?: boolean
    /** In columns where the screen is wide: for many short choices. */
    beside?: boolean
  },
) => {
  const { form, name, label, hint, choices, several, optional } = props
  const failure = failureOf(form, name)
  const id = fieldId(name)
  const value = form.values[name]
  const chosen = typeof value === 'string' ? [value] : (value ?? [])
  const choiceId = (choice: Choice, n: number) => (n === 0 ? id : `${id}-${choice.value}`)
  const radio = several
    ? {}
    : {
        role: 'radiogroup' as const,
        'aria-required': optional ? undefined : ('true' as const),
        'aria-invalid': failure ? ('true' as const) : undefined,
      }
  return (
    <fieldset class={failure ? 'field wrong' : 'field'} aria-describedby={describedBy(props)} {...radio}>
      <legend>
        {label} {optional === true && <span class="optional">{form.t('pages.optional')}</span>}
      </legend>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {failure && (
        <p class="failure" id={`${id}-failure`}>
          {form.t(`failures.${failure.code}`, failure.values)}
        </p>
      )}
      <div class={props.beside ? 'choices-beside' : undefined}>
        {choices.map((choice, n) => (
          <div class="choice" key={choice.value}>
            <input
              type={several ? 'checkbox' : 'radio'}
              id={choiceId(choice, n)}
              name={name}
              value={choice.value}
              checked={chosen.includes(choice.value)}
              aria-describedby={choice.hint ? `${id}-${choice.value}-hint` : undefined}
            />
            <label for={choiceId(choice, n)}>{choice.label}</label>
            {choice.hint && (
              <p class="hint" id={`${id}-${choice.value}-hint`}>
                {choice.hint}
              </p>
            )}
          </div>
        ))}
      </div>
    </fieldset>
  )
}

/**
 * What is wrong, at the top of a form, each line a link to its field. Nothing when all is well.
 *
 * @param labels a field's label by its name; undefined for what the form has no field for: it is named as it came
 */
export const FailureSummary = ({
  form,
  labels,
}: {
  form: FormState
  labels: (name: string) => string | undefined
}) =>
  form.failures.length === 0 ? null : (
    // The page opens here, so that nobody searches a long form for what is wrong.
    <div class="summary" role="alert" aria-labelledby="summary-title" tabIndex={-1} autofocus>
      <h2 id="summary-title">{failureTitle('invalid', form.t, form.reading)}</h2>
      <p>{form.kept ? form.t('failures.invalid.kept') : failureDetail('invalid', form.t, form.reading)}</p>
      <ul>
        {form.failures.map((failure) => {
          const name = fieldNameOf(failure.pointer)
          const label = labels(name)
          const line = form.t('pages.failure-at', {
            field: label ?? name,
            failure: form.t(`failures.${failure.code}`, failure.values),
          })
          return (
            <li key={failure.pointer + failure.code}>
              {label === undefined ? line : <a href={`#${fieldId(name)}`}>{line}</a>}
            </li>
          )
        })}
      </ul>
    </div>
  )

/** The typed values of a posted form, by name, to show it again as it was. */
export const typedValues = (body: unknown, prefix = ''): Record<string, string | readonly string[]> => {
  if (typeof body !== 'object' || body === null) return {}
  return Object.fromEntries(
    Object.entries(body).flatMap(([name, value]): [string, string | readonly string[]][] => {
      const full = `${prefix}${name}`
      if (typeof value === 'string') return [[full, value]]
      if (Array.isArray(value) && value.every((each) => typeof each === 'string'))
        return [[`${full}[]`, value]]
      return Object.entries(typedValues(value, `${full}.`))
    }),
  )
}
