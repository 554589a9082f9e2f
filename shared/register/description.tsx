import type { ComponentChildren } from 'preact'
import type { Messages } from '../messages/messages.ts'
import { languageLabel } from '../survey/working-languages.ts'

/**
 * What somebody wrote, in their language; where that is not the page's, it says which.
 *
 * @param language BCP 47
 */
export const Description = ({
  t,
  language,
  children,
}: {
  t: Messages
  language: string
  children: ComponentChildren
}) => (
  <>
    <p dir="auto" lang={language}>
      {children}
    </p>
    {language !== t.language && (
      <p class="hint">{t('register.written-in', { language: languageLabel(language, t.language) })}</p>
    )}
  </>
)
