import type { PageContext } from './page.tsx'

/** A language that can be chosen: its code, its own name for itself, the direction it is written in. */
export type OfferedLanguage = {
  readonly code: string
  readonly ownName: string
  readonly direction: 'ltr' | 'rtl'
  readonly href: string
}

/** As many names stand side by side; more would push the page down on a phone. */
const mostSideBySide = 6

/**
 * The same page in other languages: each in its own name, since who looks for it may not read the page's. A few stand
 * side by side; many fold behind the name of the present one, which opens without script.
 */
export const LanguageChoice = ({
  t,
  offered,
}: Pick<PageContext, 't'> & { offered: readonly OfferedLanguage[] }) => {
  const list = (
    <ul>
      {offered.map(({ code, ownName, direction, href }) => (
        <li key={code}>
          <a
            lang={code}
            hreflang={code}
            dir={direction}
            aria-current={code === t.language ? 'true' : undefined}
            href={href}
          >
            {ownName}
          </a>
        </li>
      ))}
    </ul>
  )
  const present = offered.find(({ code }) => code === t.language)
  return (
    <nav class="languages" aria-label={t('pages.languages')}>
      {offered.length <= mostSideBySide ? (
        list
      ) : (
        <details>
          <summary>
            {t('pages.languages')}: {present?.ownName}
          </summary>
          {list}
        </details>
      )}
    </nav>
  )
}
