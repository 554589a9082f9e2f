import * as z from 'zod/mini'
import { countryCodes } from '../places/countries.ts'
import { type ProgrammeId, programmeIds } from '../programmes/programmes.ts'
import { formats } from '../register/entry.ts'
import { longestDescription, someLines, text, unique } from '../survey/field-schemas.ts'
import { workingLanguages } from '../survey/working-languages.ts'
import { themeIds } from '../themes/themes.ts'
import type { Asker } from './suggestions.ts'

const listOf = <T extends string>(values: readonly T[]) =>
  z._default(z.array(z.enum(values)).check(z.maxLength(values.length, 'too-many'), unique()), [])

/** A request or an offer that need not be registered; only its theme is needed. */
const needSchema = () =>
  z.strictObject({
    theme: z.enum(themeIds),
    description: z.optional(text(3, longestDescription, someLines)),
    /** The language of the description; not stated: the language of the HTTP request. */
    language: z.optional(z.enum(workingLanguages)),
    /** Working languages. */
    languages: listOf(workingLanguages),
    interpretation: z.optional(z.boolean()),
    formats: listOf(formats),
    /** Where the authority is, and its inhabitants. */
    country: z.optional(z.enum(countryCodes)),
    population: z.optional(z.int().check(z.minimum(1), z.maximum(100_000_000))),
    /** Countries wished. */
    countries: listOf(countryCodes),
    programme: z.optional(z.enum(programmeIds)),
  })

const builtSchema = () =>
  z.strictObject({ request: z.optional(needSchema()), offer: z.optional(needSchema()) }).check(
    z.check((payload) => {
      const { request, offer } = payload.value
      if (request === undefined && offer === undefined)
        payload.issues.push({
          code: 'invalid_type',
          expected: 'object',
          path: ['request'],
          message: 'missing',
          input: undefined,
        })
      if (request !== undefined && offer !== undefined)
        payload.issues.push({ code: 'custom', message: 'request-or-offer', path: ['offer'], input: offer })
    }),
  )

let built: ReturnType<typeof builtSchema> | undefined

/**
 * The body of `POST /matchmaking`: either a request, which looks for offers, or an offer, which looks for requests.
 * Built when a need is first checked, like the survey's.
 */
export const matchmakingSchema = (): ReturnType<typeof builtSchema> => {
  built ??= builtSchema()
  return built
}

/** What of a need an address can fill in: each part is judged by itself, nothing has to be there. */
export const partOfNeedSchema = () => z.partial(needSchema())

export type Matchmaking = z.output<ReturnType<typeof matchmakingSchema>>

export type Need = { readonly asker: Asker; readonly programme?: ProgrammeId }

/**
 * A checked body as what asks for suggestions.
 *
 * @param language of the description where it is not stated
 */
export const needOf = ({ request, offer }: Matchmaking, language: string): Need => {
  const need = request ?? offer
  if (!need) throw new Error('the schema lets through a request or an offer')
  const { country, population, programme, languages, interpretation, description } = need
  return {
    asker: {
      item: {
        direction: request ? 'request' : 'offer',
        theme: need.theme,
        ...(description !== undefined && { description, language: need.language ?? language }),
        formats: need.formats,
        countries: need.countries,
      },
      entry: {
        authority: { ...(country && { country }), ...(population !== undefined && { population }) },
        languages,
        languagesAssumed: false,
        ...(interpretation !== undefined && { interpretation }),
      },
    },
    ...(programme && { programme }),
  }
}

/** A decoded form as the JSON client would have sent it: numbers and yes or no become values. */
export const matchmakingOfForm = (form: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(form).map(([name, need]) => [
      name,
      typeof need === 'object' && need !== null && !Array.isArray(need)
        ? Object.fromEntries(
            Object.entries(need).map(([field, value]) => [field, unmistakable(field, value)]),
          )
        : need,
    ]),
  )

const unmistakable = (field: string, value: unknown): unknown => {
  if (field === 'population' && typeof value === 'string' && /^\d{1,12}$/.test(value)) return Number(value)
  if (field === 'interpretation' && (value === 'yes' || value === 'no')) return value === 'yes'
  return value
}
