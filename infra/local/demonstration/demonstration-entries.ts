import type { Language } from '../../../shared/messages/languages.ts'
import { fold } from '../../../shared/register/folding.ts'
import { foldedAuthorityName } from '../../../shared/survey/authority-name.ts'
import { confirm } from '../../../shared/survey/confirmation.ts'
import type { ImportedEntry } from '../../../shared/survey/import-store.ts'
import { newSubmission } from '../../../shared/survey/submission.ts'
import { surveySchema } from '../../../shared/survey/survey-schema.ts'
import { isThemeId } from '../../../shared/themes/themes.ts'
import { type Chance, chanceOf, idFrom } from './chance.ts'
import { withClaim, withObjection } from './demonstration-people.ts'
import { newTeller } from './describe-item.ts'
import { type Answers, inventAnswers } from './invent-answers.ts'
import { furtherPlaces } from './places/further-places.ts'
import { knownPlaces } from './places/known-places.ts'
import type { Place } from './places/place.ts'
import { toldByHand } from './told-by-hand.ts'

export type DemonstrationOptions = {
  readonly entries: number
  /** The same seed, number and `now` give the same entries, and a smaller number the first of them. */
  readonly seed: string
  /** ISO 8601: the end of the three weeks in which everything was answered. */
  readonly now: string
  /** The key of `addressHash`. */
  readonly addressKey: string
}

/** The seed of `npm start`. */
export const usualSeed = 'peer-register'

type Answered = Answers & { readonly site: Language; readonly yearEndsIn?: number }

/**
 * The demonstration's entries as if their authorities had answered within the last three weeks, but for three whose year
 * ends about now: first a dozen
 * written by hand, then the authorities whose names are known, then towns of GeoNames, without end and one at a
 * time. Each went through the rules of a confirmation, some twice. On the first there is a claim, and for the first that
 * waits for review somebody was named who objects.
 */
export function* demonstrationEntries(options: DemonstrationOptions): Generator<ImportedEntry> {
  let count = 0
  let objected = false
  for (const answered of allAnswers(options.seed)) {
    if (count === options.entries) return
    const imported = entryOf(answered, chanceOf(`${options.seed}:history:${count}`), options)
    const objects: boolean = !objected && imported.entry.state === 'awaiting-review'
    yield objects ? withObjection(imported, options) : count === 0 ? withClaim(imported, options) : imported
    objected ||= objects
    count++
  }
}

function* allAnswers(seed: string): Generator<Answered> {
  const names = new Set<string>()
  const domains = new Set<string>()
  const isNew = (country: string, name: string): boolean => {
    const key = `${country} ${foldedAuthorityName(name)}`
    if (names.has(key)) return false
    names.add(key)
    return true
  }
  for (const answered of toldByHand) {
    isNew(answered.authority.country, answered.authority.name)
    yield answered
  }

  const teller = newTeller()
  let n = 0
  for (const place of placesOf(seed)) {
    if (!isNew(place.country, place.authority)) continue
    const domain = domainOf(place, domains)
    yield inventAnswers(
      place,
      domain,
      chanceOf(`${seed}:answers:${n}`),
      chanceOf(`${seed}:words:${n}`),
      teller,
    )
    n++
  }
}

function* placesOf(seed: string): Generator<Place> {
  yield* chanceOf(`${seed}:places`).some(knownPlaces, knownPlaces.length)
  yield* furtherPlaces(seed)
}

/** The part before `.example.org`, which belongs to nobody: the town and its country, each once. */
const domainOf = ({ town, country, tier }: Place, taken: Set<string>): string => {
  const name =
    fold(town)
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '') || 'town'
  const base = `${tier === 'municipality' ? '' : `${tier}-`}${name}`
  let domain = `${base}.${country.toLowerCase()}`
  for (let n = 2; taken.has(domain); n++) domain = `${base}-${n}.${country.toLowerCase()}`
  taken.add(domain)
  return domain
}

const dayInMs = 86_400_000
/** Over how many days before `now` the answers are spread. */
const daysOfHistory = 21

/** Office hours, more or less: nobody answers a survey at night. */
const instantOf = (now: string, daysAgo: number, chance: Chance): string => {
  const day = new Date(Date.parse(now) - daysAgo * dayInMs)
  day.setUTCHours(chance.between(6, 16), chance.between(0, 59), chance.between(0, 59), 0)
  return new Date(Math.min(day.getTime(), Date.parse(now))).toISOString()
}

const entryOf = (answered: Answered, chance: Chance, options: DemonstrationOptions): ImportedEntry => {
  const { now, addressKey } = options
  const { site, yearEndsIn, ...answers } = answered
  const known = { ...answers, items: answers.items.filter(({ theme }) => isThemeId(theme)) }
  const entryId = idFrom(chance)
  const recentDay = chance.between(1, daysOfHistory)
  const firstDay = yearEndsIn === undefined ? recentDay : 365 - yearEndsIn
  const again = yearEndsIn === undefined && known.items.length > 1 && firstDay > 3 && chance.happens(0.3)
  const awaitsReview = chance.happens(0.02)

  const confirmed = (survey: Answers, at: string, before: ImportedEntry | undefined): ImportedEntry => {
    const submitted = newSubmission(surveySchema().parse(survey), {
      submissionId: idFrom(chance),
      contactId: idFrom(chance),
      language: site,
      now: at,
      addressKey,
    })
    const result = confirm({
      ...submitted,
      existing: before && { entry: before.entry, contactIds: [before.contact.contactId] },
      known: before?.contact,
      newEntryId: entryId,
      review: awaitsReview ? 'before-publishing' : 'at-once',
      now: at,
    })
    if (result.kind === 'claim') throw new Error(`${survey.authority.name} has a claim on itself`)
    return {
      entry: result.entry,
      contact: result.contact,
      earlier: before ? [...before.earlier, before.entry] : [],
    }
  }
  const first = instantOf(now, firstDay, chance)
  const whole = again
    ? confirmed(
        known,
        instantOf(now, chance.between(1, firstDay - 2), chance),
        confirmed({ ...known, items: known.items.slice(0, -1) }, first, undefined),
      )
    : confirmed(known, first, undefined)
  const paused = !awaitsReview && chance.happens(0.02)
  return paused ? { ...whole, entry: { ...whole.entry, state: 'paused' } } : whole
}
