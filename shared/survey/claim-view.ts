import * as z from 'zod/mini'
import type { Messages } from '../messages/messages.ts'
import { directions, roles, visibilities } from '../register/entry.ts'
import { labelOf } from '../themes/theme-words.ts'
import { themeIds } from '../themes/themes.ts'
import { isOpenClaim } from './claim.ts'
import type { ClaimStore } from './claim-store.ts'
import type { ClaimCase } from './decide-claim.ts'
import { addressFor, noRoomFor, type People, type Reader } from './people.ts'

const personSchema = () =>
  z.object({
    contactId: z.string(),
    /** In part for those behind the entry, whole for the desk. */
    address: z.string(),
    role: z.optional(z.enum(roles)),
  })

/** A claim for who decides upon it, as data. */
export const claimSchema = () =>
  z.object({
    claimId: z.string(),
    submissionId: z.string(),
    address: z.string(),
    role: z.enum(roles),
    openedAt: z.string(),
    expiresAt: z.string(),
    /** Whether somebody has to leave for the claimant, and who could. */
    mustReplace: z.array(personSchema()),
    items: z.array(
      z.object({
        direction: z.enum(directions),
        theme: z.enum(themeIds),
        themeLabel: z.string(),
        description: z.string(),
        language: z.string(),
        visibility: z.enum(visibilities),
      }),
    ),
  })

/** The open claims on an entry, as data. */
export const claimsSchema = () =>
  z.object({
    entryId: z.string(),
    authority: z.string(),
    contacts: z.array(personSchema()),
    claims: z.array(claimSchema()),
  })
export type ClaimsView = z.output<ReturnType<typeof claimsSchema>>
export type ClaimView = ClaimsView['claims'][number]

/** The people behind an entry, for a reader. */
const peopleView = ({ people }: People, reader: Reader): ClaimsView['contacts'] =>
  people.map(({ contact, role }) => ({
    contactId: contact.contactId,
    address: addressFor[reader](contact.address),
    ...(role && { role }),
  }))

const claimView = (
  { claim, submission, claimant, people }: Pick<ClaimCase, 'claim' | 'submission' | 'claimant' | 'people'>,
  reader: Reader,
  t: Messages,
): ClaimView => {
  const { answers } = submission
  const reason = noRoomFor(claim.role, people.people)
  const couldLeave =
    reason === undefined
      ? []
      : people.people.filter(
          (person) =>
            noRoomFor(
              claim.role,
              people.people.filter((other) => other !== person),
            ) === undefined,
        )
  return {
    claimId: claim.claimId,
    submissionId: claim.submissionId,
    address: addressFor[reader](claimant.address),
    role: claim.role,
    openedAt: claim.openedAt,
    expiresAt: claim.expiresAt,
    mustReplace: peopleView({ ...people, people: couldLeave }, reader),
    items: answers.items.map(({ direction, theme, description, language, visibility }) => ({
      direction,
      theme,
      themeLabel: labelOf(theme, t.language),
      description,
      language: language ?? submission.language,
      visibility,
    })),
  }
}

/**
 * The claims on an entry that can be decided, the oldest first, with who stands behind the entry. Undefined where there
 * is no such entry.
 */
export const claimsOn = async (
  store: ClaimStore,
  entryId: string,
  reader: Reader,
  t: Messages,
  now: string,
): Promise<ClaimsView | undefined> => {
  const entry = await store.entryById(entryId)
  if (!entry || entry.state === 'erased') return undefined
  const [claims, people] = await Promise.all([store.claimsOnEntry(entryId), store.peopleOf(entryId)])
  const open = claims.filter((claim) => isOpenClaim(claim, now))
  const cases = await Promise.all(
    open.map(async (claim) => {
      const [submission, claimant] = await Promise.all([
        store.submissionById(claim.submissionId),
        store.contactById(claim.contactId),
      ])
      return submission && claimant ? [claimView({ claim, submission, claimant, people }, reader, t)] : []
    }),
  )
  return {
    entryId,
    authority: entry.authority.name,
    contacts: peopleView(people, reader),
    claims: cases.flat().sort((a, b) => (a.openedAt < b.openedAt ? -1 : 1)),
  }
}
