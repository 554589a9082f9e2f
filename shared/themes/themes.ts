import type { ThemeFacts } from './theme-facts.ts'
import { climateEnergy } from './vocabulary/climate-energy.ts'
import { cooperation } from './vocabulary/cooperation.ts'
import { digital } from './vocabulary/digital.ts'
import { economy } from './vocabulary/economy.ts'
import { environment } from './vocabulary/environment.ts'
import { governance } from './vocabulary/governance.ts'
import { healthSocial } from './vocabulary/health-social.ts'
import { integrity } from './vocabulary/integrity.ts'
import { landSea } from './vocabulary/land-sea.ts'
import { learningCulture } from './vocabulary/learning-culture.ts'
import { safetyRecovery } from './vocabulary/safety-recovery.ts'
import { urban } from './vocabulary/urban.ts'

/** The headings, each with its themes, in the order in which people see them. */
const tree = {
  governance,
  cooperation,
  integrity,
  digital,
  'safety-recovery': safetyRecovery,
  environment,
  'climate-energy': climateEnergy,
  urban,
  economy,
  'land-sea': landSea,
  'health-social': healthSocial,
  'learning-culture': learningCulture,
} as const

/** A heading, under which themes stand. Nobody offers or asks for a heading itself. */
export type HeadingId = keyof typeof tree
export type ThemeId = { [H in HeadingId]: keyof (typeof tree)[H] }[HeadingId]

/** One theme of the vocabulary, as in SKOS; its words are in `theme-words.ts`. */
export type Theme = Omit<ThemeFacts, 'related'> & {
  readonly id: ThemeId
  readonly broader: HeadingId
  readonly related: readonly ThemeId[]
}

export const headingIds = Object.keys(tree) as readonly HeadingId[]

/** All themes, heading by heading. */
export const themes: readonly Theme[] = headingIds.flatMap((broader) =>
  // That each id under `related` exists is checked by a test: a type would define the ids by themselves.
  Object.entries(tree[broader]).map(([id, facts]) => ({ id, broader, ...facts }) as Theme),
)

export const themeIds: readonly ThemeId[] = themes.map(({ id }) => id)

const byId: ReadonlyMap<unknown, Theme> = new Map(themes.map((theme) => [theme.id, theme]))

export const isThemeId = (value: unknown): value is ThemeId => byId.has(value)

/**
 * A theme as the vocabulary holds it.
 *
 * @throws Error for an id that the vocabulary lacks
 */
export const themeOf = (id: ThemeId): Theme => {
  const found = byId.get(id)
  if (!found) throw new Error(`the vocabulary has no '${id}'`)
  return found
}

/** The heading that a theme stands under. */
export const headingOf = (id: ThemeId): HeadingId => themeOf(id).broader

/** The themes under a heading, in the vocabulary's order. */
export const narrowerThan = (heading: HeadingId): readonly ThemeId[] =>
  themes.filter(({ broader }) => broader === heading).map(({ id }) => id)
