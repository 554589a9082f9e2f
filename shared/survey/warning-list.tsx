import { Notice } from '../pages/blocks.tsx'
import { fieldNameOf } from '../pages/form-fields.tsx'
import type { PageContext } from '../pages/page.tsx'
import { labelOfField } from './field-labels.ts'
import { type Warning, warningText } from './warnings.ts'

/**
 * What one might want to look at again before going on; nothing is held up by it.
 *
 * @param way how one changes it, in a sentence
 * @param fieldAt the address of a field, where one can go there
 */
export const WarningList = ({
  context: { t },
  warnings,
  way,
  fieldAt,
}: {
  context: PageContext
  warnings: readonly Warning[]
  way: string
  fieldAt?: (pointer: string) => string
}) =>
  warnings.length === 0 ? null : (
    <Notice title={t('survey.warning.title')}>
      <p>{way}</p>
      <ul>
        {warnings.map((warning) => {
          const { pointer, code } = warning
          const line = t('pages.failure-at', {
            field:
              pointer === '/items'
                ? t('survey.draft.page.items')
                : (labelOfField(fieldNameOf(pointer), t) ?? fieldNameOf(pointer)),
            failure: warningText(warning, t),
          })
          return <li key={pointer + code}>{fieldAt ? <a href={fieldAt(pointer)}>{line}</a> : line}</li>
        })}
      </ul>
    </Notice>
  )
