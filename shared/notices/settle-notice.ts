import { Failure } from '../failures.ts'
import { type Choice, wordsInForce } from '../survey/consent.ts'
import { readMailEvent } from './mail-event.ts'
import type { NoticeStore } from './notice-store.ts'

/**
 * Takes one SES event into account. Events come in any order and more than once: each alone moves a notice
 * only forward (`rejected` is never undone), and suppressing twice is suppressing once.
 *
 * @throws Failure `poison` for a message that cannot be read, `gone` for a bounce or complaint about a notice that is
 *   no longer kept: nobody can be suppressed any more, and the operator should see how often that happens;
 *   `unavailable` when the person chooses otherwise at this moment
 */
export const settleNotice =
  (store: NoticeStore) =>
  async (body: string): Promise<'settled' | 'not-ours'> => {
    const event = readMailEvent(body)
    if (!event) return 'not-ours'
    if (event.says === 'rejected') await store.settleRejected(event.noticeId, event.messageId, event.at)
    else await store.settleAccepted(event.noticeId, event.messageId, event.at)
    if (event.says === 'bounced' || event.says === 'complained') {
      const notice = await store.noticeById(event.noticeId)
      if (!notice) throw new Failure('gone', 'notice-no-longer-kept')
      if (notice.addressHash)
        await stopMails(store, notice.addressHash, {
          by: event.says === 'bounced' ? 'bounce' : 'complaint',
          at: event.at,
          language: notice.language,
        })
    }
    return 'settled'
  }

/**
 * No more mail to an address; and who had allowed digests at it does not any more, so that they are told so on their own
 * page and asked again. A confirmed person's id is the hash of their address.
 */
const stopMails = async (
  store: NoticeStore,
  addressHash: string,
  why: Pick<Choice, 'at' | 'language'> & { readonly by: 'bounce' | 'complaint' },
): Promise<void> => {
  await store.suppress(addressHash, why.by, why.at)
  const outcome = await store.choose(addressHash, { digest: 'never', words: wordsInForce.digest, ...why })
  if (outcome === 'again') throw new Failure('unavailable', 'try-again')
}
