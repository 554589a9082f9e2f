import * as z from 'zod/mini'
import { countryCodes } from '../places/countries.ts'
import { placeOfCode } from '../places/known-places.ts'
import { programmeIds } from '../programmes/programmes.ts'
import {
  commissions,
  directions,
  formats,
  roles,
  tiers,
  timeframes,
  visibilities,
} from '../register/entry.ts'
import { themeIds } from '../themes/themes.ts'
import { digestChoices } from './contact.ts'
import {
  acquisChapters,
  emailSchema,
  longestDescription,
  longestName,
  mostOfOneDirection,
  oneLine,
  someLines,
  text,
  unique,
} from './field-schemas.ts'
import { programmeQuestions } from './programme-questions.ts'
import { workingLanguages } from './working-languages.ts'

const longestWebsite = 300
const longestAnswer = 300

/** Somebody's own words: something can be read there. */
const someWords = () => text(3, longestDescription, someLines).check(z.regex(/\p{L}/u, 'no-letters'))

/** As `GET /places` names them. */
const codeOfPlace = /^geonames:\d{1,10}$/

/** An address of the web; without user name and password, which would be passed on to everybody. */
const websiteSchema = () =>
  z.string().check(
    z.trim(),
    z.maxLength(longestWebsite, 'too-long'),
    z.regex(oneLine, 'bad-characters'),
    z.regex(/^https?:\/\/[^\s/@\\"<>]+\.[^\s@\\"<>]+$/i, 'bad-website'),
    z.refine((value) => URL.canParse(value), 'bad-website'),
  )

const itemSchema = () =>
  z.strictObject({
    direction: z.enum(directions),
    theme: z.enum(themeIds),
    description: someWords(),
    /** The language of the description; not stated: the language in which the survey was answered. */
    language: z.optional(z.enum(workingLanguages)),
    /** Not stated means `secretariat`: a named weakness can endanger people. */
    visibility: z._default(z.enum(visibilities), 'secretariat'),
    formats: z._default(
      z.array(z.enum(formats)).check(z.maxLength(formats.length, 'too-many'), unique()),
      [],
    ),
    programmes: z._default(
      z.array(z.enum(programmeIds)).check(z.maxLength(programmeIds.length, 'too-many'), unique()),
      [],
    ),
    countries: z._default(
      z.array(z.enum(countryCodes)).check(z.maxLength(countryCodes.length, 'too-many'), unique()),
      [],
    ),
    evidence: z.optional(z.int().check(z.minimum(1, 'too-small'), z.maximum(1000, 'too-large-number'))),
    purpose: z.optional(someWords()),
    timeframe: z.optional(z.enum(timeframes)),
  })

/** What answers a programme's own question, by its kind. */
const answerSchemas = () => ({
  'yes-no': z.optional(z.boolean()),
  'acquis-chapters': z._default(
    z
      .array(z.int().check(z.minimum(1, 'too-small'), z.maximum(acquisChapters, 'too-large-number')))
      .check(z.maxLength(acquisChapters, 'too-many'), unique()),
    [],
  ),
  text: z.optional(text(1, longestAnswer, someLines)),
})

/** Programmes' own questions, asked only where such a programme is chosen: each file in `programmes/rules` says its own. */
const programmeAnswersSchema = () => {
  const schemas = answerSchemas()
  return z.strictObject(Object.fromEntries(programmeQuestions.map(({ id, kind }) => [id, schemas[kind]])))
}

/** The survey's fields, each with its own rules. */
export const surveyFields = () =>
  z.strictObject({
    role: z.enum(roles),
    authority: z
      .strictObject({
        name: text(2, longestName, oneLine).check(z.regex(/\p{L}/u, 'no-letters')),
        country: z.enum(countryCodes),
        tier: z.optional(z.enum(tiers)),
        population: z.optional(
          z.int().check(z.minimum(1, 'too-small'), z.maximum(100_000_000, 'too-large-number')),
        ),
        website: z.optional(websiteSchema()),
        /** A known place as `GET /places` names it; its inhabitants count where no others are stated. */
        place: z.optional(z.string().check(z.regex(codeOfPlace, 'unknown-place'))),
      })
      .check(ofKnownPlace(), z.overwrite(withInhabitants)),
    email: emailSchema,
    /** The address of the person or office for whom somebody else answers: they are told and may object. */
    actingFor: z.optional(emailSchema),
    items: z
      .array(itemSchema())
      .check(z.minLength(1, 'too-few'), z.maxLength(3 * mostOfOneDirection, 'too-many'), oncePerTheme()),
    /** None is the same as not stated: nobody works without a language. */
    languages: z
      .optional(
        z.array(z.enum(workingLanguages)).check(z.maxLength(workingLanguages.length, 'too-many'), unique()),
      )
      .check(z.overwrite((list) => (list?.length === 0 ? undefined : list))),
    interpretation: z.optional(z.boolean()),
    capacity: z.optional(z.int().check(z.minimum(0, 'too-small'), z.maximum(100, 'too-large-number'))),
    availability: z.optional(z.enum(timeframes)),
    commission: z.optional(z.enum(commissions)),
    programmeAnswers: z.optional(programmeAnswersSchema()).check(z.overwrite(unlessEmpty)),
    /** Not stated: `never` for somebody new, no change for somebody known. */
    digest: z.optional(z.enum(digestChoices)),
  })

/**
 * The survey: one schema for the form, the validation, the JSON Schema at `GET /survey` and the OpenAPI
 * document. Field names are JSON pointers; the form writes them with dots (`items.0.theme`). Built when a survey is first
 * checked, which takes a tenth of a cold start: most requests show pages.
 */
export const surveySchema = (): ReturnType<typeof builtSchema> => {
  built ??= builtSchema()
  return built
}

const builtSchema = () => surveyFields().check(forSomebodyElse())
let built: ReturnType<typeof builtSchema> | undefined

/** A survey as checked, with defaults filled in. */
export type Survey = z.output<ReturnType<typeof surveySchema>>

type Placed = {
  readonly country: string
  readonly place?: string | undefined
  population?: number | undefined
}

/** A place is one that we know, in the authority's country. */
function ofKnownPlace() {
  return z.check<Placed>((payload) => {
    const { place, country } = payload.value
    if (place !== undefined && codeOfPlace.test(place) && placeOfCode(place)?.country !== country)
      payload.issues.push({ code: 'custom', message: 'unknown-place', path: ['place'], input: place })
  })
}

/** What answers none of the questions is not stated. */
function unlessEmpty<A extends object | undefined>(answers: A): A | undefined {
  const says = (value: unknown) => value !== undefined && !(Array.isArray(value) && value.length === 0)
  return answers && Object.values(answers).some(says) ? answers : undefined
}

/** With the inhabitants of its place where none are stated. */
function withInhabitants<A extends Placed>(authority: A): A {
  const population =
    authority.population ??
    (authority.place === undefined ? undefined : placeOfCode(authority.place)?.population)
  return population === undefined ? authority : { ...authority, population }
}

/** Nobody acts for themselves. */
function forSomebodyElse() {
  return z.check<{ readonly email: string; readonly actingFor?: string | undefined }>((payload) => {
    const { email, actingFor } = payload.value
    if (actingFor !== undefined && actingFor.toLowerCase() === email.toLowerCase())
      payload.issues.push({ code: 'custom', message: 'own-address', path: ['actingFor'], input: actingFor })
  })
}

/** One item a direction and theme (they make its id), at most five a direction. */
function oncePerTheme() {
  return z.check<readonly { direction: string; theme: string }[]>((payload) => {
    const seen = new Map<string, number>()
    payload.value.forEach(({ direction, theme }, at) => {
      const key = `${direction}.${theme}`
      if (seen.has(key))
        payload.issues.push({ code: 'custom', message: 'given-twice', path: [at, 'theme'], input: theme })
      seen.set(key, at)
      const before = payload.value.slice(0, at).filter((item) => item.direction === direction).length
      if (before === mostOfOneDirection)
        payload.issues.push({
          code: 'custom',
          message: 'too-many-of-direction',
          path: [at, 'direction'],
          params: { most: mostOfOneDirection },
          input: direction,
        })
    })
  })
}
