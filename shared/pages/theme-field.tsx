import { suggestThemes } from '../themes/suggest-themes.ts'
import { labelOf } from '../themes/theme-words.ts'
import { headingOf, type ThemeId, themes } from '../themes/themes.ts'
import { type FormState, SelectField } from './form-fields.tsx'

/**
 * A list of all themes under their headings. When none is chosen yet but a sentence was typed, the themes that it
 * seems to be about stand first and the hint names them; nothing is chosen for anybody.
 *
 * @param sentence the name of the field that says in words what is offered or needed
 */
export const ThemeField = ({
  form,
  name,
  sentence,
  label,
  empty,
}: {
  form: FormState
  name: string
  sentence: string
  label: string
  empty: string
}) => {
  const { t, values } = form
  const said = values[sentence]
  const suggested: readonly ThemeId[] =
    typeof said === 'string' && !values[name] ? suggestThemes(said, t.language) : []
  const choice = (id: ThemeId, group: string) => ({ value: id, label: labelOf(id, t.language), group })
  return (
    <SelectField
      form={form}
      name={name}
      label={label}
      {...(suggested.length > 0 && {
        hint: t('themes.suggested.hint', {
          themes: new Intl.ListFormat(t.locale, { type: 'disjunction' }).format(
            suggested.map((id) => labelOf(id, t.language)),
          ),
        }),
      })}
      empty={empty}
      choices={[
        ...suggested.map((id) => choice(id, t('themes.suggested'))),
        ...themes
          .filter(({ id }) => !suggested.includes(id))
          .map(({ id }) => choice(id, labelOf(headingOf(id), t.language))),
      ]}
    />
  )
}
