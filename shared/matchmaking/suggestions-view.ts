import type { Messages } from '../messages/messages.ts'
import { exclusionSentence, helpSentence, reasonSentence } from './reason-sentences.ts'
import type { Shortlist } from './shortlist.ts'
import type { Suggestion, Suggestions } from './suggestion.ts'
import type { Help } from './what-would-help.ts'

/** What an asker's item looks for. */
export type Sought = 'offer' | 'request'

const suggestionView = ({ entry, item, score, reasons }: Suggestion, t: Messages) => ({
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
})

/** Suggestions as API clients get them: facts of the peers, reasons and exclusions with their sentences. */
export const suggestionsView = (
  suggestions: Suggestions,
  help: readonly Help[],
  sought: Sought,
  t: Messages,
) => ({
  items: suggestions.items.map((each) => suggestionView(each, t)),
  total: suggestions.total,
  excluded: suggestions.excluded.map(({ reason, count }) => ({
    reason,
    count,
    sentence: exclusionSentence({ reason, count }, sought, t),
  })),
  wouldHelp: help.map((each) => ({ ...each, sentence: helpSentence(each, sought, t) })),
})

/** A shortlist as API clients get it. */
export const shortlistView = (
  { items, left, gone }: Shortlist,
  brought: 'request' | 'offer',
  t: Messages,
) => ({
  items: items.map((each) => suggestionView(each, t)),
  left: left.map(({ entry, itemId, reason }) => ({
    entryId: entry.entryId,
    itemId,
    reason,
    sentence: exclusionSentence({ reason, count: 1 }, brought === 'request' ? 'offer' : 'request', t),
  })),
  gone,
})
