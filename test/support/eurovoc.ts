import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { labelOf, type WordLanguage, wordLanguages } from '../../shared/themes/theme-words.ts'
import { type ThemeId, themes } from '../../shared/themes/themes.ts'

/** EuroVoc's preferred labels by concept and language (`gzip`ed JSON); no part of the project, and no test needs it. */
export const eurovocFile = '../shared/data/eurovoc-labels.json.gz'

type EurovocLabels = Readonly<Record<string, Readonly<Record<string, string>>>>

/** Why labels differ, as somebody judged: of a theme as a whole, or of one language's label. */
type JudgedDifferences = {
  readonly reasons: Readonly<Record<string, string>>
  /** Themes that are no concept of EuroVoc's, so that no label can be the same. */
  readonly themes: Readonly<Partial<Record<string, string>>>
  /** The name of a reason by theme and EuroVoc's language. */
  readonly labels: Readonly<Partial<Record<string, Readonly<Record<string, string>>>>>
}

const differences: JudgedDifferences = JSON.parse(
  readFileSync(new URL('./eurovoc-differences.json', import.meta.url), 'utf8'),
)

type ComparedLabel = {
  readonly theme: ThemeId
  readonly language: string
  readonly ours: string
  readonly theirs: string
  readonly same: boolean
  /** Why they differ; undefined where nobody has judged it. */
  readonly reason: string | undefined
}

/** EuroVoc has Serbian in Cyrillic letters under the bare code. */
const ourCode = (language: string): WordLanguage | undefined =>
  wordLanguages.find((known) => known === language || (language === 'sr' && known === 'sr-Cyrl'))

const plain = (label: string, language: string) =>
  label.normalize('NFC').replaceAll("'", '’').toLocaleLowerCase(language)

const readLabels = (file: string): EurovocLabels =>
  JSON.parse(gunzipSync(readFileSync(file)).toString('utf8'))

/**
 * Each label of each theme beside that of its EuroVoc concept, in every language that both have; case and the shape
 * of apostrophes do not count.
 *
 * @param file as `eurovocFile`
 * @throws Error that names a theme whose concept EuroVoc lacks
 */
export const compareWithEurovoc = (file: string): readonly ComparedLabel[] => {
  const eurovoc = readLabels(file)
  return themes.flatMap(({ id: theme, eurovoc: concept }) => {
    const labels = eurovoc[concept]
    if (!labels) throw new Error(`EuroVoc has no concept ${concept}, which '${theme}' names`)
    return Object.entries(labels).flatMap(([language, theirs]) => {
      const code = ourCode(language)
      if (!code) return []
      const ours = labelOf(theme, code)
      const same = plain(ours, language) === plain(theirs, language)
      const named = differences.labels[theme]?.[language]
      const reason = differences.themes[theme] ?? (named && differences.reasons[named])
      return [{ theme, language, ours, theirs, same, reason }]
    })
  })
}

/** How many labels differ for each reason, the most frequent first; a theme's own reason counts as one of all such. */
export const reasonsCounted = (
  compared: readonly ComparedLabel[],
): readonly (readonly [string, number])[] => {
  const counts = new Map<string, number>()
  for (const { theme, same, reason } of compared) {
    if (same || reason === undefined) continue
    const why = differences.themes[theme]
      ? 'The theme itself is no concept of EuroVoc’s, only near one.'
      : reason
    counts.set(why, (counts.get(why) ?? 0) + 1)
  }
  return [...counts].sort(([, a], [, b]) => b - a)
}

/** Reasons for labels that do not differ (any more), as `theme language`. */
export const needlessReasons = (compared: readonly ComparedLabel[]): readonly string[] => {
  const differing = new Set(
    compared.filter(({ same }) => !same).map(({ theme, language }) => `${theme} ${language}`),
  )
  return [
    ...Object.keys(differences.themes).filter(
      (theme) => !compared.some((each) => each.theme === theme && !each.same),
    ),
    ...Object.entries(differences.labels).flatMap(([theme, languages = {}]) =>
      Object.keys(languages)
        .map((language) => `${theme} ${language}`)
        .filter((each) => !differing.has(each)),
    ),
  ]
}
