import type { Language } from '../messages/languages.ts'
import { type Notice, newNotice } from '../notices/notice.ts'
import { type TokenItem, tokenDays } from '../notices/token.ts'
import type { Authority, Entry } from '../register/entry.ts'
import type { Contact } from './contact.ts'
import { questionsOf } from './programme-questions.ts'

/** The pages after the first one, in their order; each says what answering it would bring. */
export const draftPages = ['start', 'items', 'authority', 'programmes', 'check'] as const
export type DraftPage = (typeof draftPages)[number]

/** Answers under way, as they were typed: they need not keep to the rules before they are sent. */
export type DraftAnswers = Readonly<Record<string, unknown>>

/** Which revision of an entry a draft began from, whose entry it is, and who stands behind it. */
export type DraftBasis = {
  readonly entryId: string
  readonly revision: number
  readonly authority: Pick<Authority, 'name' | 'country'>
  readonly contactId: string
}

/**
 * A survey that is not sent yet. Its address is in the contact that it refers to and becomes the submission's. Whoever
 * has one of its links may go on with it; where it began from an entry, only while they are signed in.
 */
export type Draft = {
  readonly draftId: string
  readonly contactId: string
  readonly answers: DraftAnswers
  readonly language: Language
  /**
   * The entry that it began from, opened by somebody who was signed in and stands behind it: sending makes the next
   * revision at once, if the entry still has this one.
   */
  readonly basis?: DraftBasis
  /** Counts what was saved. */
  readonly version: number
  readonly createdAt: string
  readonly updatedAt: string
}

/** A draft is deleted so many days after it was last saved. */
export const daysForDraft = 30

/** Which answers a page has: what is posted to it replaces these and no others. */
const fieldsOfPage: Readonly<Record<DraftPage, readonly (readonly [string, string?])[]>> = {
  start: [['role'], ['commission'], ['authority', 'name'], ['authority', 'country']],
  items: [['items']],
  authority: [
    ['authority', 'place'],
    ['authority', 'tier'],
    ['authority', 'population'],
    ['authority', 'website'],
    ['languages'],
    ['interpretation'],
    ['capacity'],
    ['availability'],
  ],
  programmes: [['programmeAnswers']],
  check: [['digest']],
}

/** The page that has a field, by the pointer at it (`/items/3/theme`); undefined for what no page has. */
export const pageOf = (pointer: string): DraftPage | undefined =>
  draftPages.find((page) =>
    fieldsOfPage[page].some((steps) => {
      const at = `/${steps.join('/')}`
      return pointer === at || pointer.startsWith(`${at}/`)
    }),
  )

type Fields = Record<string, unknown>
const fieldsIn = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...(value as Fields) } : {}

/** The answers after a page was posted: what it has is replaced, also by nothing; the rest stays. */
export const withPage = (answers: DraftAnswers, page: DraftPage, posted: DraftAnswers): DraftAnswers => {
  const after: Fields = { ...answers }
  for (const [name, inner] of fieldsOfPage[page]) {
    const value = inner === undefined ? posted[name] : fieldsIn(posted[name])[inner]
    if (inner === undefined) after[name] = value
    else after[name] = { ...fieldsIn(after[name]), [inner]: value }
  }
  // Another authority is another place.
  const named = fieldsIn(after.authority)
  const before = fieldsIn(answers.authority)
  if (page === 'start' && (named.name !== before.name || named.country !== before.country))
    after.authority = { ...named, place: undefined }
  return withoutNothing(after) as DraftAnswers
}

/** What was posted to a page that has no such field, as pointers. */
export const strangersTo = (page: DraftPage, posted: DraftAnswers): readonly string[] =>
  Object.entries(posted).flatMap(([name, value]) => {
    const own = fieldsOfPage[page].filter(([outer]) => outer === name)
    if (own.length === 0) return [`/${name}`]
    if (own.some(([, inner]) => inner === undefined)) return []
    return Object.keys(fieldsIn(value))
      .filter((inner) => !own.some((steps) => steps[1] === inner))
      .map((inner) => `/${name}/${inner}`)
  })

/** Without fields that state nothing. */
const withoutNothing = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutNothing)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .map(([name, inner]) => [name, withoutNothing(inner)]),
  )
}

/** The rows of a draft's offers, requests and interests, as far as they are rows. */
export const rowsOf = (answers: DraftAnswers): readonly Fields[] =>
  Array.isArray(answers.items) ? answers.items.map(fieldsIn) : []

/** What a row has before anybody has typed something into it. */
const untouched = new Set(['direction'])

/** The answers without rows that were added and left as they were. */
export const withoutEmptyRows = (answers: DraftAnswers): DraftAnswers => ({
  ...answers,
  items: rowsOf(answers).filter((row) => Object.keys(row).some((name) => !untouched.has(name))),
})

/** The pages that a draft has: questions of programmes only where one is chosen that has some. */
export const pagesOf = (answers: DraftAnswers): readonly DraftPage[] =>
  questionsIn(answers).length > 0 ? draftPages : draftPages.filter((page) => page !== 'programmes')

/** What the programmes chosen in a draft ask. */
export const questionsIn = (answers: DraftAnswers) =>
  questionsOf(
    rowsOf(answers).flatMap(({ programmes }) =>
      Array.isArray(programmes) ? programmes.filter((id) => typeof id === 'string') : [],
    ),
  )

/** The page after one. */
export const nextPage = (page: DraftPage, answers: DraftAnswers): DraftPage => {
  const pages = pagesOf(answers)
  const later = draftPages.slice(draftPages.indexOf(page) + 1)
  return later.find((each) => pages.includes(each)) ?? 'check'
}

/** An entry as answers that would make it again: what is assumed is not stated. */
export const answersOfEntry = (entry: Entry): DraftAnswers =>
  withoutNothing({
    role: entry.role,
    commission: entry.commission,
    authority: entry.authority,
    items: entry.items.map(({ itemId: _, ...item }) => item),
    languages: entry.languagesAssumed ? undefined : entry.languages,
    interpretation: entry.interpretation,
    capacity: entry.capacity,
    availability: entry.availability,
    programmeAnswers: entry.programmeAnswers,
  }) as DraftAnswers

/** A draft as it begins. */
export const firstDraft = (given: {
  readonly draftId: string
  readonly contactId: string
  readonly answers: DraftAnswers
  readonly language: Language
  readonly now: string
  readonly basis?: DraftBasis
}): Draft => {
  const { now, ...draft } = given
  return { ...draft, version: 1, createdAt: now, updatedAt: now }
}

/** A link to a draft, under the hash of its token: it works for as long as the mailed one. */
export const linkToDraft = (draft: Draft, tokenHash: string): TokenItem => ({
  tokenHash,
  purpose: 'continue-draft',
  draftId: draft.draftId,
  expiresAt: new Date(
    Date.parse(draft.createdAt) + tokenDays['continue-draft'] * 24 * 60 * 60 * 1000,
  ).toISOString(),
})

/** The contact that a draft keeps its address in until it is sent. */
export const contactOfDraft = (given: {
  readonly contactId: string
  readonly address: string
  readonly addressHash: string
  readonly actsFor?: Contact['actsFor']
  readonly language: Language
  readonly now: string
}): Contact => ({
  contactId: given.contactId,
  address: given.address,
  addressHash: given.addressHash,
  ...(given.actsFor && { actsFor: given.actsFor }),
  language: given.language,
  state: 'unconfirmed',
  digest: 'never',
  digestStated: false,
  entryIds: [],
  createdAt: given.now,
})

/** The mail with a link to go on. */
export const draftNotice = (draft: Draft): Notice<'continue-draft'> =>
  newNotice({
    event: `draft:${draft.draftId}`,
    contactId: draft.contactId,
    template: 'continue-draft',
    language: draft.language,
    facts: { draftId: draft.draftId },
    now: draft.createdAt,
  })
