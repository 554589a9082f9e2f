import { describe, expect, it } from 'vitest'
import { readMailEvent } from '../../../shared/notices/mail-event.ts'
import { aMailEvent, throughSns } from '../../support/mail-events.ts'

describe('an event of SES', () => {
  it('is read from within the envelope of SNS, or raw', () => {
    const event = aMailEvent('n1', 'Delivery')
    const read = {
      noticeId: 'n1',
      messageId: 'message-of-n1',
      at: '2026-11-23T09:00:02.000Z',
      says: 'accepted',
    }
    expect(readMailEvent(throughSns(event))).toEqual(read)
    expect(readMailEvent(JSON.stringify(event))).toEqual(read)
  })

  it('says in our words what happened', () => {
    const said = (type: string, more = {}) => readMailEvent(throughSns(aMailEvent('n1', type, more)))?.says
    expect(said('Send')).toBe('accepted')
    expect(said('DeliveryDelay')).toBe('accepted')
    expect(said('Bounce', { bounce: { bounceType: 'Transient' } })).toBe('accepted')
    expect(said('Bounce', { bounce: { bounceType: 'Permanent' } })).toBe('bounced')
    expect(said('Complaint')).toBe('complained')
    expect(said('Reject')).toBe('rejected')
  })

  it('is passed over when it is of another mail, or the test of the destination', () => {
    const { mail, ...event } = aMailEvent('n1', 'Send')
    expect(readMailEvent(throughSns({ ...event, mail: { ...mail, tags: {} } }))).toBeUndefined()
    const test = 'Successfully validated SNS topic for Amazon SES event publishing.'
    expect(readMailEvent(JSON.stringify({ Type: 'Notification', Message: test }))).toBeUndefined()
  })

  it('is poison when it cannot be read', () => {
    for (const body of ['', 'nonsense', '{}', '[]', 'null', throughSns({}), throughSns('text')])
      expect(() => readMailEvent(body), body).toThrow('poison')
    const { mail, ...event } = aMailEvent('n1', 'Send')
    const timeless = throughSns({ ...event, mail: { ...mail, timestamp: 'soon' } })
    expect(() => readMailEvent(timeless)).toThrow('poison')
  })
})
