import type { Contact } from '../survey/contact.ts'
import { keyOf, listOf, lookupKeyOf, workKeyOf } from './keys.ts'

/** A contact as its item: found by its address and, while it wants digests, in its frequency's list. */
export const contactItem = (contact: Contact): Record<string, unknown> => ({
  ...keyOf('contact', contact),
  ...lookupKeyOf('contact', contact),
  ...(contact.state === 'confirmed' &&
    contact.digest !== 'never' &&
    workKeyOf('contact', {
      frequency: contact.digest,
      list: listOf(contact.contactId),
      contactId: contact.contactId,
    })),
  kind: 'contact',
  v: 1,
  ...contact,
})
