import { Failure } from '../failures.ts'
import { readMailEvent } from './mail-event.ts'
import type { NoticeStore } from './notice-store.ts'

/**
 * Takes one SES event into account. Events come in any order and more than once: each alone moves a notice
 * only forward (`rejected` is never undone), and suppressing twice is suppressing once.
 *
 * @throws Failure `poison` for a message that cannot be read, `gone` for a bounce or complaint about a notice that is
 *   no longer kept: nobody can be suppressed any more, and the operator should see how often that happens
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
        await store.suppress(notice.addressHash, event.says === 'bounced' ? 'bounce' : 'complaint', event.at)
    }
    return 'settled'
  }
