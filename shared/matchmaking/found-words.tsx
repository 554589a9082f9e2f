import type { PageContext } from '../pages/page.tsx'
import { exclusionSentence, helpSentence } from './reason-sentences.ts'
import type { Suggestions } from './suggestion.ts'
import type { Sought } from './suggestions-view.ts'
import type { Help } from './what-would-help.ts'

/** How many fit, how many of them are shown, and folded away who was left out and what would change it. */
export const FoundWords = ({
  context: { t },
  found,
  help,
  sought,
  shown,
}: {
  context: PageContext
  found: Pick<Suggestions, 'total' | 'excluded'>
  help: readonly Help[]
  sought: Sought
  shown: number
}) => {
  const { total, excluded } = found
  return (
    <>
      <p>
        {total === 0
          ? t('suggestions.nobody')
          : t('matchmaking.fitting', {
              items: t(`matchmaking.count.${sought}`, { count: total }),
              count: total,
            })}{' '}
        {total > shown && shown > 0 && t('matchmaking.best', { shown })}
      </p>
      {(excluded.length > 0 || help.length > 0) && (
        <details>
          <summary>{t('suggestions.left-out')}</summary>
          {excluded.length > 0 && (
            <ul>
              {excluded.map((each) => (
                <li key={each.reason}>{exclusionSentence(each, sought, t)}</li>
              ))}
            </ul>
          )}
          {help.length > 0 && (
            <>
              <p>{t('matchmaking.help')}</p>
              <ul>
                {help.map((each) => (
                  <li key={each.change}>{helpSentence(each, sought, t)}</li>
                ))}
              </ul>
            </>
          )}
        </details>
      )}
    </>
  )
}
