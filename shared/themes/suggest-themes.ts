import { fold } from '../register/folding.ts'
import { alternativesIn, labelsIn, scopeNotesIn, type WordLanguage, wordLanguages } from './theme-words.ts'
import { type ThemeId, themeIds } from './themes.ts'

/** A name of a theme, or a note on it, as folded words. */
type Phrase = { readonly theme: ThemeId; readonly words: readonly string[]; readonly weight: number }

type Knowledge = {
  readonly phrases: readonly Phrase[]
  /** How much a word tells: ln(1 + themes ÷ themes that it occurs with). */
  readonly tells: ReadonlyMap<string, number>
}

/** A label says what a theme is, another name for it almost as clearly, a note only what it touches. */
const weights = { label: 3, alternative: 2.5, note: 1 }
/** Shorter words are articles and prepositions, save in scripts that write no short vowels. */
const shortestWord = 3

const most = 3
/** Themes with less than this of the best one's evidence are not worth a reader's time. */
const leastShare = 0.5
/** Less evidence than one telling word of a note is chance. */
const leastEvidence = 2

/** Languages that write compounds as one word: 'Hausmüll' holds 'Müll'. */
const compounding: ReadonlySet<string> = new Set(['da', 'de', 'et', 'fi', 'hu', 'nl', 'sv'])

/** The article and the particles that Arabic and Hebrew write together with the word. */
const attached = /^(?:[وفبك]?ال|لل|[وה](?=\p{L}{4}))(?=\p{L}{2})/u

const vowel = /^[aeiouyαειουаеиоуюяєіїь]?$/

const wordsOf = (text: string): string[] =>
  (fold(text).match(/[\p{L}\p{N}]+/gu) ?? [])
    .map((word) => word.replace(attached, ''))
    .filter((word) => word.length >= shortestWord)

/** What belongs to a theme; what does not stands in a later sentence. */
const firstSentence = (note: string): string => note.split(/\.\s/, 1)[0] ?? ''

const known = new Map<WordLanguage, Knowledge>()

const knowledgeOf = (language: WordLanguage): Knowledge => {
  const before = known.get(language)
  if (before) return before
  const labels = labelsIn(language)
  const alternatives = alternativesIn(language)
  const phrases = themeIds.flatMap((theme) =>
    [
      { text: labels[theme], weight: weights.label },
      ...(alternatives[theme] ?? []).map((text) => ({ text, weight: weights.alternative })),
      ...firstSentence(scopeNotesIn(language)[theme] ?? '')
        .split(/[,:;،؛]/)
        .map((text) => ({ text, weight: weights.note })),
    ].map(({ text, weight }) => ({ theme, words: wordsOf(text), weight })),
  )
  const themesOf = new Map<string, Set<ThemeId>>()
  for (const { theme, words } of phrases)
    for (const word of words) themesOf.set(word, (themesOf.get(word) ?? new Set()).add(theme))
  const tells = new Map([...themesOf].map(([word, { size }]) => [word, Math.log(1 + themeIds.length / size)]))
  const found = { phrases, tells }
  known.set(language, found)
  return found
}

/**
 * How surely two folded words are forms of one, in [0, 1]: the share of the longer one that both begin with, where
 * no more than an ending differs ('роздільного', 'роздільний'). Endings are where most of our languages bend words,
 * and there are stemmers for few of them.
 */
const likeness = (a: string, b: string, compounds: boolean): number => {
  if (a === b) return 1
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  let shared = 0
  while (shared < short.length && short[shared] === long[shared]) shared++
  const bent = shared >= 4 && long.length - shared <= 3 && shared / long.length >= 0.6
  // 'рада', 'раду': a short word whose last vowel changed.
  const turned = shared === 3 && long.length === 4 && vowel.test(short.slice(3)) && vowel.test(long.slice(3))
  if (bent || turned) return shared / long.length
  const inside = compounds && short.length >= 4 && (long.startsWith(short) || long.endsWith(short))
  return inside ? 0.6 : 0
}

/** The themes by how much of a sentence's words speak for them, in one language. */
const evidenceIn = (language: WordLanguage, sentence: readonly string[]): Map<ThemeId, number> => {
  const { phrases, tells } = knowledgeOf(language)
  const compounds = compounding.has(language)
  const best = new Map<ThemeId, Map<string, number>>()
  for (const { theme, words, weight } of phrases) {
    let all = 0
    let met = 0
    const spoken = new Map<string, number>()
    for (const word of words) {
      const tell = tells.get(word) ?? 0
      all += tell
      let like = 0
      let by = ''
      for (const said of sentence) {
        const each = likeness(word, said, compounds)
        if (each > like) [like, by] = [each, said]
      }
      met += like * tell
      if (like > 0) spoken.set(by, Math.max(spoken.get(by) ?? 0, like * tell))
    }
    if (met === 0) continue
    const ofTheme = best.get(theme) ?? new Map<string, number>()
    best.set(theme, ofTheme)
    // A word speaks for a theme as loudly as the phrase that it completes best.
    for (const [said, tell] of spoken)
      ofTheme.set(said, Math.max(ofTheme.get(said) ?? 0, (weight * tell * met) / all))
  }
  return new Map([...best].map(([theme, said]) => [theme, [...said.values()].reduce((a, b) => a + b, 0)]))
}

/**
 * The themes that a sentence seems to be about, the likeliest first, at most three; none where nothing speaks for
 * one. It advises: the person chooses. The sentence is read in its writer's language first, and in all others only
 * when that finds nothing.
 *
 * @param language the language that it is probably written in
 */
export const suggestThemes = (sentence: string, language: WordLanguage): readonly ThemeId[] => {
  const words = [...new Set(wordsOf(sentence))]
  if (words.length === 0) return []
  const own = likeliest(evidenceIn(language, words))
  if (own.length > 0) return own
  const elsewhere = new Map<ThemeId, number>()
  for (const other of wordLanguages)
    for (const [theme, evidence] of evidenceIn(other, words))
      elsewhere.set(theme, Math.max(elsewhere.get(theme) ?? 0, evidence))
  return likeliest(elsewhere)
}

const likeliest = (evidence: ReadonlyMap<ThemeId, number>): readonly ThemeId[] => {
  const ranked = [...evidence].sort(([, a], [, b]) => b - a)
  const enough = Math.max(leastEvidence, (ranked[0]?.[1] ?? 0) * leastShare)
  return ranked
    .filter(([, each]) => each >= enough)
    .slice(0, most)
    .map(([theme]) => theme)
}
