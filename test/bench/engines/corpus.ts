import { countryCodes } from '../../../shared/places/countries.ts'
import { programmeIds } from '../../../shared/programmes/programmes.ts'
import { type Entry, type EntryItem, formats, tiers, visibilities } from '../../../shared/register/entry.ts'
import { themeIds } from '../../../shared/themes/themes.ts'

/** Numbers in [0, 1) that are the same in every process: mulberry32. */
export const seeded = (seed: number) => {
  let state = seed >>> 0
  return (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

const scripts = {
  latin: [
    'ba ce di fo gu la me ni ro su ta ve zi ko pa re sto gra lin der sen mar bor tal',
    'a e i o u s n r',
  ],
  cyrillic: ['ба ве го ду жи ла ме ні ро су та ві зо ко па ре сто гра лин чер', 'а е и о у с н р й'],
  greek: ['βα γε δι λο μα νε πι ρο σα τε χω κο', 'α ος ι η ας'],
  arabic: ['با تي جو را سي لا مو نا كو دي', 'ة ي ن ر'],
} as const
type Script = keyof typeof scripts

/** The languages of descriptions with the script they are written in, and their share. */
const written: readonly (readonly [string, Script, number])[] = [
  ['en', 'latin', 0.4],
  ['fr', 'latin', 0.1],
  ['de', 'latin', 0.08],
  ['es', 'latin', 0.07],
  ['sq', 'latin', 0.07],
  ['uk', 'cyrillic', 0.12],
  ['el', 'greek', 0.06],
  ['ar', 'arabic', 0.1],
]

const wordsAScript = 12_000
/** What is said most: the share of the n-th word falls with n (Zipf), as in any text. */
const zipf = (random: number) => Math.floor(wordsAScript ** random) - 1

const wordsOf = (script: Script, random: () => number): string[] => {
  const [syllables, endings] = scripts[script].map((list) => list.split(' ')) as [string[], string[]]
  const words = new Set<string>()
  while (words.size < wordsAScript) {
    const length = 1 + Math.floor(random() * 4)
    let word = ''
    for (let n = 0; n < length; n++) word += syllables[Math.floor(random() * syllables.length)]
    words.add(word + endings[Math.floor(random() * endings.length)])
  }
  return [...words]
}

/**
 * Entries of an invented register, the same for the same number: about 1.8 items each, texts of 8 to 24 words in
 * eight languages and four scripts, a fifth of the items not for everybody. In order of id.
 */
export function* corpus(entries: number): Iterable<Entry> {
  const random = seeded(20261125)
  const words = Object.fromEntries(
    (Object.keys(scripts) as Script[]).map((script) => [script, wordsOf(script, random)]),
  ) as Record<Script, string[]>
  const one = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T
  const some = <T>(from: readonly T[], most: number): T[] => [
    ...new Set(Array.from({ length: Math.floor(random() * (most + 1)) }, () => one(from))),
  ]
  const language = () => {
    let share = random()
    return (
      written.find(([, , part]) => {
        share -= part
        return share < 0
      }) ?? (written[0] as (typeof written)[number])
    )
  }
  for (let number = 0; number < entries; number++) {
    const id = Math.floor((number * 2 ** 48) / entries)
      .toString(16)
      .padStart(12, '0')
    const entryId =
      id +
      Math.floor(random() * 2 ** 40)
        .toString(36)
        .padStart(8, '0')
    const [code, script] = language()
    const name = Array.from({ length: 1 + Math.floor(random() * 2.4) }, () => {
      const word = one(words[script])
      return word[0]?.toUpperCase() + word.slice(1)
    }).join(' ')
    const day = Math.floor(random() * 700)
    const items = Array.from({ length: 1 + Math.floor(random() ** 2 * 4) }, (): EntryItem => {
      const direction = random() < 0.45 ? 'offer' : random() < 0.8 ? 'request' : 'interest'
      const theme = one(themeIds)
      const length = 8 + Math.floor(random() * 17)
      const seen = random()
      return {
        itemId: `${entryId}.${direction}.${theme}`,
        direction,
        theme,
        description: Array.from({ length }, () => words[script][zipf(random())]).join(' '),
        language: code,
        visibility: visibilities[seen < 0.8 ? 0 : seen < 0.92 ? 1 : 2] as EntryItem['visibility'],
        formats: some(formats, 3),
        programmes: some(programmeIds, 2),
        countries: [],
      }
    })
    yield {
      entryId,
      state: 'public',
      authority: {
        name,
        country: one(countryCodes),
        tier: one(tiers),
        ...(random() < 0.9 && { population: Math.floor(10 ** (2.5 + random() * 4)) }),
      },
      role: 'officer',
      languages: [...new Set([code, ...some(['en', 'fr', 'de', 'ru', 'tr'], 2)])],
      languagesAssumed: false,
      items: [...new Map(items.map((item) => [item.itemId, item])).values()],
      revision: 1,
      createdAt: '2025-01-01T00:00:00.000Z',
      updatedAt: new Date(Date.UTC(2025, 0, 1) + day * 86_400_000 + number).toISOString(),
      until: '2027-12-31',
    }
  }
}
