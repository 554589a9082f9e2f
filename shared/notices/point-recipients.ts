import { createHash } from 'node:crypto'
import type { ContactPoints } from '../programmes/contact-points.ts'
import type { Contact } from '../survey/contact.ts'

const prefix = 'point-'

/**
 * The recipient of notices to a contact point of the stage. A notice holds no address: the sender finds it in the
 * stage's settings, so that a mailbox that was changed there is the one that is written to.
 */
export const pointRecipient = (mail: string): string =>
  prefix + createHash('sha256').update(mail.trim().toLowerCase()).digest('base64url')

/** Whether a notice goes to a contact point and not to a person behind entries. */
export const isPointRecipient = (contactId: string): boolean => contactId.startsWith(prefix)

/**
 * The contact points as the sender needs them; undefined for one that the settings no longer name. Bounces of a
 * contact point are counted under its recipient id: its address is no personal secret, so no key is needed.
 */
export const pointsByRecipient = ({
  byArea,
  fallback,
}: ContactPoints): ((contactId: string) => Contact | undefined) => {
  const all = [...Object.values(byArea).flat(), ...fallback]
  const known = new Map(
    all.map(({ mail }): [string, Contact] => {
      const contactId = pointRecipient(mail)
      return [
        contactId,
        {
          contactId,
          address: mail,
          addressHash: contactId,
          language: 'en',
          state: 'confirmed',
          digest: 'never',
          entryIds: [],
          createdAt: '',
        },
      ]
    }),
  )
  return (contactId) => known.get(contactId)
}
