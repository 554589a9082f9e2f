import * as z from 'zod/mini'
import { languages } from '../messages/languages.ts'
import { isTerritoryCode, type TerritoryCode } from '../places/communities.ts'
import { countryCodes } from '../places/countries.ts'
import { dimensions } from '../places/dimensions.ts'
import { formats, tiers } from '../register/entry.ts'
import { themeIds } from '../themes/themes.ts'
import { applicantKinds, contactAreas, kindStates, placeStates, questionKinds } from './rule-words.ts'

const day = z.iso.date()
const line = z.string().check(z.minLength(1), z.maxLength(600))
const key = z.string().check(z.regex(/^[a-z0-9-]{1,40}$/))

/** A text in English and in as many of the site's languages as there are. */
const words = z.strictObject(
  Object.fromEntries(
    languages.map((language) => [language, language === 'en' ? line : z.optional(line)]),
  ) as { en: typeof line } & Record<
    Exclude<(typeof languages)[number], 'en'>,
    z.ZodMiniOptional<typeof line>
  >,
)

const source = z.strictObject({
  url: z.url(),
  /** The day on which it was last read. */
  read: day,
  /** It was read in a stored copy of the page, not at its address. */
  storedCopy: z.optional(z.boolean()),
})

/** Who may take part in his or her own name; a kind that is not named is one that nobody has verified. */
const kindRules = z.partialRecord(z.enum(applicantKinds), z.enum(kindStates))

const placeRule = z.strictObject({
  places: z.array(z.custom<TerritoryCode>(isTerritoryCode, 'unknown-value')).check(z.minLength(1)),
  state: z.enum(placeStates),
  /** A key of `sources`. */
  source: key,
  /** What holds in these places before the side's own kinds. */
  kinds: z.optional(kindRules),
})

const side = z.strictObject({
  /** `any`: every place of this side. */
  places: z.union([z.literal('any'), z.array(placeRule)]),
  /** What holds for places that no rule names. */
  others: z.enum(['not-eligible', 'to-check']),
  /** The tiers that are certainly welcome; for others one asks the contact point. */
  tiers: z.union([z.literal('any'), z.array(z.enum(tiers))]),
  kinds: kindRules,
  /** A key of `sources`; undefined: a rule of our own. */
  source: z.optional(key),
})

const range = z.strictObject({
  least: z.optional(z.int().check(z.minimum(1))),
  most: z.optional(z.int().check(z.minimum(1))),
})

/** A format of the vocabulary, or one of the programme's own with its name. Limits are soft: they warn, never exclude. */
const formatRule = z
  .strictObject({
    format: z.optional(z.enum(formats)),
    name: z.optional(words),
    /** Working days. */
    days: z.optional(range),
    months: z.optional(range),
    /** How many people usually travel. */
    people: z.optional(z.int().check(z.minimum(1))),
  })
  .check(z.refine(({ format, name }) => (format === undefined) !== (name === undefined), 'missing'))

/** What the survey asks where the programme is chosen. One id is one question, whichever programmes ask it. */
const question = z.strictObject({
  id: z.string().check(z.regex(/^[a-z][A-Za-z0-9]{0,39}$/)),
  kind: z.enum(questionKinds),
  words,
})

/**
 * A cooperation scheme with its rules and words, as data: the form of the files in `rules/`, and of what is kept in
 * the table once the secretariat has edited one.
 */
export const programmeSchema = z
  .strictObject({
    id: key,
    words: z.strictObject({
      name: words,
      summary: words,
      state: words,
      partner: z.optional(words),
      eu: z.optional(words),
    }),
    /** The dimension of the whole programme; undefined: that of each place. */
    dimension: z.optional(z.enum(dimensions)),
    /** Whose contact points are in charge; `by-country`: those of the places of who asks. */
    area: z.enum([...contactAreas, 'by-country']),
    /** Undefined: this side does not exist in the programme. */
    partner: z.optional(side),
    eu: z.optional(side),
    /** Who works with whom: anybody, or always one of each side. */
    pairs: z.enum(['any', 'partner-with-eu']),
    /** Themes in focus come first; they exclude nothing. */
    focus: z.union([z.literal('any'), z.array(z.enum(themeIds))]),
    formats: z.union([z.literal('any'), z.array(formatRule)]),
    /** Both days included; `certainUntil`: the last day for which somebody has verified that it runs. */
    window: z.strictObject({ from: z.optional(day), until: z.optional(day), certainUntil: z.optional(day) }),
    /** One takes part by a dated call. */
    byCall: z.boolean(),
    /** Whether the programme pays for interpretation. */
    interprets: z.boolean(),
    /** Who has taken part so far, by the names they use. Never a filter. */
    participants: z.array(
      z.strictObject({ name: line, country: z.enum(countryCodes), formerly: z.optional(line) }),
    ),
    questions: z.optional(z.array(question).check(z.maxLength(12))),
    sources: z.record(key, source),
    links: z.array(z.strictObject({ url: z.url(), title: line })),
  })
  // Each reference to a source finds one, and no place stands under two rules of a side.
  .check(
    z.check((payload) => {
      const { sources, partner, eu } = payload.value
      for (const [name, rules] of [
        ['partner', partner],
        ['eu', eu],
      ] as const) {
        if (!rules) continue
        const groups = rules.places === 'any' ? [] : rules.places
        const named = [rules.source, ...groups.map((group) => group.source)]
        if (named.some((each) => each !== undefined && !Object.hasOwn(sources, each)))
          payload.issues.push({
            code: 'custom',
            message: 'unknown-value',
            path: [name, 'source'],
            input: named,
          })
        const places = groups.flatMap((group) => group.places)
        if (new Set(places).size !== places.length)
          payload.issues.push({
            code: 'custom',
            message: 'given-twice',
            path: [name, 'places'],
            input: places,
          })
      }
    }),
  )
