import type { Role } from '../register/entry.ts'
import { isElected, mostContacts } from './claim.ts'
import type { Contact } from './contact.ts'

/** Somebody behind an entry, and what they are to its authority; not known of those from before roles were kept. */
export type Person = { readonly contact: Contact; readonly role?: Role | undefined }

/** The people behind an entry, and how often they changed: a change is written on condition that this is still so. */
export type People = { readonly version: number; readonly people: readonly Person[] }

/** What the people behind an entry ask of storage. */
export type PeopleStore = {
  /** Who stands behind an entry, strongly consistent, by id. */
  peopleOf(entryId: string): Promise<People>
}

/**
 * Why somebody cannot join these people: there are two already, or an elected one and they would be another.
 * Undefined: they can.
 */
export const noRoomFor = (
  role: Role,
  people: readonly Pick<Person, 'role'>[],
): 'contacts-full' | 'one-elected' | undefined => {
  if (people.length >= mostContacts) return 'contacts-full'
  return isElected(role) && people.some((person) => isElected(person.role)) ? 'one-elected' : undefined
}

/**
 * An address as those behind the same entry see it: enough to know a colleague, too little to write to or to pass on.
 * `j…@utrecht.example.org`
 */
export const maskedAddress = (address: string): string => {
  const at = address.lastIndexOf('@')
  return `${[...address][0] ?? ''}…${address.slice(Math.max(at, 0))}`
}

/** How an address is shown: whole at the desk, in part to those behind the entry. */
export const addressFor = { desk: (address: string) => address, contacts: maskedAddress } as const
export type Reader = keyof typeof addressFor
