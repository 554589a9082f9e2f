import type { CountryCode } from '../places/countries.ts'
import type { ProgrammeId } from '../programmes/programmes.ts'
import type { ThemeId } from '../themes/themes.ts'

export const directions = ['offer', 'request', 'interest'] as const
export type Direction = (typeof directions)[number]

/** Who may see an item, from everybody to the secretariat alone. */
export const visibilities = ['public', 'registered', 'secretariat'] as const
export type Visibility = (typeof visibilities)[number]

export const tiers = [
  'municipality',
  'inter-municipal',
  'county',
  'region',
  'association',
  'municipal-company',
] as const
export type Tier = (typeof tiers)[number]

export const formats = [
  'online',
  'expert-mission',
  'study-visit',
  'workshop',
  'training',
  'partnership',
] as const
export type Format = (typeof formats)[number]

/** What a respondent is to the authority. */
export const roles = ['member', 'alternate', 'assistant', 'officer'] as const
export type Role = (typeof roles)[number]

/** The commissions of the European Committee of the Regions. */
export const commissions = ['civex', 'coter', 'econ', 'enve', 'nat', 'sedec'] as const
type Commission = (typeof commissions)[number]

/** When somebody would like to begin. */
export const timeframes = ['within-three-months', 'within-a-year', 'later'] as const
type Timeframe = (typeof timeframes)[number]

/**
 * Answers to programmes' own questions, by the question's id: whether it is so, chapters of the EU acquis (1 to 35;
 * empty: not stated), or a text.
 */
type ProgrammeAnswers = Readonly<Record<string, boolean | string | readonly number[] | undefined>>

export const entryStates = ['awaiting-review', 'public', 'returned', 'paused', 'hidden', 'erased'] as const
type EntryState = (typeof entryStates)[number]

/** Whether there is something to confirm anew: what waits for review or was returned was never let through. */
export const isRenewable = ({ state }: { readonly state: EntryState }): boolean =>
  state === 'public' || state === 'paused' || state === 'hidden'

/** A local or regional authority. */
export type Authority = {
  readonly name: string
  readonly country: CountryCode
  readonly tier?: Tier
  /** The known place that it is, where its people chose one: `geonames:2745912`. */
  readonly place?: string
  /** Inhabitants; of the known place where nothing else was stated. */
  readonly population?: number
  /** Absolute, `https:` or `http:`. */
  readonly website?: string
}

/** One offer, request or interest: the unit that is searched and matched. */
export type EntryItem = {
  /** `<entryId>.<direction>.<theme>`: the same through all revisions. */
  readonly itemId: string
  readonly direction: Direction
  readonly theme: ThemeId
  /** The respondent's own words. */
  readonly description: string
  /** The language in which the description is written, as BCP 47. */
  readonly language: string
  readonly visibility: Visibility
  /** Empty: not stated. */
  readonly formats: readonly Format[]
  /** Programmes wished; empty: not stated. */
  readonly programmes: readonly ProgrammeId[]
  /** Countries wished; empty: not stated. */
  readonly countries: readonly CountryCode[]
  /** Past projects or partnerships on the theme; undefined: not stated. */
  readonly evidence?: number
  /** What it is for, in the respondent's own words. */
  readonly purpose?: string | undefined
  readonly timeframe?: Timeframe | undefined
}

/** What the register holds of one authority. Never personal data: that lives in contact items. */
export type Entry = {
  readonly entryId: string
  readonly state: EntryState
  readonly authority: Authority
  readonly role: Role
  /** Working languages, BCP 47; `languagesAssumed` when taken from the form's language. */
  readonly languages: readonly string[]
  readonly languagesAssumed: boolean
  /** Whether working through an interpreter is acceptable; undefined: not stated. */
  readonly interpretation?: boolean
  /** Peers a year that can be helped; undefined: not stated. */
  readonly capacity?: number
  /** From when peers can be helped. */
  readonly availability?: Timeframe
  readonly commission?: Commission
  readonly programmeAnswers?: ProgrammeAnswers
  readonly items: readonly EntryItem[]
  /** Counts confirmed submissions, and objections to them, from 1. */
  readonly revision: number
  /** ISO 8601 instants in UTC. */
  readonly createdAt: string
  readonly updatedAt: string
  /** The day after which the entry hides unless confirmed again. */
  readonly until: string
  /** When somebody in whose name it was answered objected, until the secretariat has decided. */
  readonly objectedAt?: string
  /** Of an entry that was objected to while it was not public: how it was, so that it does not come back as more. */
  readonly stateBefore?: 'paused' | 'hidden'
  /** Of a hidden entry: that it was paused when its year ended, so that it comes back as its people left it. */
  readonly hiddenFrom?: 'paused'
}

/** Who is looking; each sees what those before it see. */
export const viewers = ['visitor', 'respondent', 'secretariat'] as const
export type Viewer = (typeof viewers)[number]

/** Whether a viewer may see items of a visibility. What they may not see neither shows nor counts. */
export const maySee = (viewer: Viewer, visibility: Visibility): boolean =>
  viewers.indexOf(viewer) >= visibilities.indexOf(visibility)

/** Whether the entry's own page is there for everybody: what nobody may see has none, for them. */
export const isForEverybody = ({
  state,
  items,
}: {
  readonly state: EntryState
  readonly items: readonly Pick<EntryItem, 'visibility'>[]
}): boolean => state === 'public' && items.some(({ visibility }) => maySee('visitor', visibility))
