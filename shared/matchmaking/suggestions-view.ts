import type { Messages } from '../messages/messages.ts'
import { exclusionSentence, helpSentence, reasonSentence } from './reason-sentences.ts'
import type { Suggestions } from './suggestion.ts'
import type { Help } from './what-would-help.ts'

/** What an asker's item looks for. */
export type Sought = 'offer' | 'request'

/** Suggestions as API clients get them: facts of the peers, reasons and exclusions with their sentences. */
export const suggestionsView = (
  suggestions: Suggestions,
  help: readonly Help[],
  sought: Sought,
  t: Messages,
) => ({
  items: suggestions.items.map(({ entry, item, score, reasons }) => ({
    entryId: entry.entryId,
    itemId: item.itemId,
    authority: entry.authority,
    item: {
      direction: item.direction,
      theme: item.theme,
      description: item.description,
      language: item.language,
      formats: item.formats,
    },
    score,
    reasons: reasons.map((reason) => ({
      term: reason.term,
      value: reason.value,
      stated: reason.stated,
      sentence: reasonSentence(reason, t),
    })),
  })),
  total: suggestions.total,
  excluded: suggestions.excluded.map(({ reason, count }) => ({
    reason,
    count,
    sentence: exclusionSentence({ reason, count }, sought, t),
  })),
  wouldHelp: help.map((each) => ({ ...each, sentence: helpSentence(each, sought, t) })),
})
