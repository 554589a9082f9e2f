import { actingOf } from '../../../shared/survey/acting.ts'
import { claimOf } from '../../../shared/survey/claim.ts'
import type { ImportedEntry } from '../../../shared/survey/import-store.ts'
import { object } from '../../../shared/survey/objection.ts'
import { addressed, newSubmission } from '../../../shared/survey/submission.ts'
import { surveySchema } from '../../../shared/survey/survey-schema.ts'
import { chanceOf, idFrom } from './chance.ts'

type Options = { readonly seed: string; readonly now: string; readonly addressKey: string }

const dayInMs = 86_400_000
const daysBefore = (now: string, days: number) => new Date(Date.parse(now) - days * dayInMs).toISOString()
const atHostOf = (mailbox: string, { contact }: ImportedEntry) =>
  `${mailbox}@${contact.address.slice(contact.address.lastIndexOf('@') + 1)}`

/** The entry with a claim on it: a colleague of another office answered, too, and waits to be let in. */
export const withClaim = (imported: ImportedEntry, { seed, now, addressKey }: Options): ImportedEntry => {
  const { entryId, authority } = imported.entry
  const chance = chanceOf(`${seed}:claim`)
  const at = daysBefore(now, 2)
  const { submission, contact } = newSubmission(
    surveySchema().parse({
      role: 'officer',
      authority: { name: authority.name, country: authority.country },
      email: atHostOf('energy', imported),
      items: [
        {
          direction: 'offer',
          theme: 'energy-efficiency',
          description:
            'We renovate rows of houses together with their owners, street by street, and can show contracts, costs and what went wrong.',
          visibility: 'public',
        },
      ],
    }),
    {
      submissionId: idFrom(chance),
      contactId: idFrom(chance),
      language: imported.contact.language,
      now: at,
      addressKey,
    },
  )
  const { submissionId, contactId, answers } = submission
  const claim = claimOf({
    entryId,
    claimId: contact.addressHash,
    submission: { submissionId, contactId, role: answers.role },
    before: undefined,
    now: at,
  })
  return { ...imported, claimed: { claim, submission: { ...submission, state: 'claim' }, contact } }
}

/** The entry as one that was answered for the office of its head, which objected: it waits at the desk with their words. */
export const withObjection = (imported: ImportedEntry, { seed, now, addressKey }: Options): ImportedEntry => {
  const { entry, contact } = imported
  const acted = actingOf(
    { submissionId: idFrom(chanceOf(`${seed}:objection`)), language: contact.language },
    { ...contact, actsFor: addressed(addressKey, atHostOf('office', imported)) },
    entry,
    contact.contactId,
    [],
    entry.updatedAt,
  )
  if (!acted) throw new Error('nobody is named')
  const { after, entryAfter } = object({
    acting: acted.acting,
    entry,
    people: [],
    words: 'Nobody asked us. We would like to see the answers before they are public.',
    now,
  })
  return { ...imported, entry: entryAfter, acting: { acting: after, named: acted.named } }
}
