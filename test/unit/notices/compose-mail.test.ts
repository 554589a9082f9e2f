import { simpleParser } from 'mailparser'
import { describe, expect, it } from 'vitest'
import { languages } from '../../../shared/messages/languages.ts'
import { messagesIn } from '../../../shared/messages/messages.ts'
import { composeMail } from '../../../shared/notices/compose-mail.ts'
import type { Notice } from '../../../shared/notices/notice.ts'
import type { Contact } from '../../../shared/survey/contact.ts'
import {
  aClaim,
  aConfirmation,
  aContact,
  aDigest,
  aPublication,
  aReminder,
  aReturn,
  aSuggestion,
} from '../../support/notices.ts'
import { aSite } from '../../support/requests.ts'

const settings = { site: aSite, from: 'no-reply@register.example.org', replyTo: 'desk@register.example.org' }
const now = new Date('2026-11-23T09:00:00Z')

const compose = async (notice: Notice, contact: Contact = aContact(), site = aSite) => {
  const mail = await composeMail({ ...settings, site }, { notice, contact, token: 'secret', now })
  const source = Buffer.from(mail.raw).toString('utf8')
  return {
    mail,
    source,
    head: source.slice(0, source.indexOf('\r\n\r\n')),
    parsed: await simpleParser(source),
  }
}

describe('a confirmation mail', () => {
  it('says who asks what, with one link, in text and HTML alike', async () => {
    const { parsed, mail } = await compose(aConfirmation({ authority: 'Zliten' }))
    expect(mail.to).toBe('amina@zliten.example.org')
    expect(parsed.subject).toBe('Confirm your answers for Zliten')
    expect(parsed.from?.text).toContain('Peer Register')
    expect(parsed.replyTo?.text).toBe('desk@register.example.org')
    const link = 'https://register.example.org/survey/confirmations/secret?lang=en'
    for (const body of [parsed.text ?? '', String(parsed.html)]) {
      expect(body).toContain(link)
      expect(body).toContain('See and confirm my answers')
      expect(body).toContain('for 7 days')
      expect(body).toContain('It was not you? Then do nothing')
    }
  })

  it('is written from right to left in Arabic, with the link in Arabic', async () => {
    const { parsed } = await compose(aConfirmation({ language: 'ar' }))
    expect(parsed.subject).toBe('أكّد إجاباتك باسم بلدية زليتن')
    expect(String(parsed.html)).toContain('<html lang="ar" dir="rtl">')
    expect(parsed.text).toContain('7 أيام')
    expect(parsed.text).toContain('/survey/confirmations/secret?lang=ar')
    expect(parsed.headers.get('content-language')).toBe('ar')
  })

  it('asks machines for no answer, and is the same message when it is sent twice', async () => {
    const notice = aConfirmation()
    const { parsed } = await compose(notice)
    expect(parsed.headers.get('auto-submitted')).toBe('auto-generated')
    expect(parsed.messageId).toBe(`<${notice.noticeId}@register.example.org>`)
    expect(parsed.headers.has('list')).toBe(false)
  })
})

describe('a mail in the language of its reader', () => {
  it.each([
    ['fr', 'Confirmez vos réponses pour \u2068بلدية زليتن\u2069', 'pendant 7 jours'],
    ['uk', 'Підтвердьте відповіді: \u2068بلدية زليتن\u2069', 'діє 7 днів'],
  ] as const)('is in %s from the subject to the small print', async (language, subject, lasts) => {
    const { parsed } = await compose(aConfirmation({ language }))
    expect(parsed.subject).toBe(subject)
    expect(parsed.text).toContain(lasts)
    expect(parsed.text).toContain(messagesIn(language)('mails.footer.demonstration'))
    expect(String(parsed.html)).toContain(`<html lang="${language}" dir="ltr">`)
    expect(parsed.headers.get('content-language')).toBe(language)
  })

  it('quotes somebody in their own language', async () => {
    const suggestions = [aSuggestion({ description: 'جمع النفايات', language: 'ar' })]
    const { parsed } = await compose(aDigest({ language: 'uk', suggestions }))
    expect(String(parsed.html)).toMatch(/<p dir="auto" lang="ar"[^>]*>جمع النفايات/)
    expect(parsed.subject).toContain('1 нова рекомендація')
  })
})

describe('a claim mail', () => {
  it('says that nothing has changed and leads to the decision', async () => {
    const { parsed } = await compose(aClaim())
    expect(parsed.text).toContain('Nothing has changed')
    expect(parsed.text).toContain('https://register.example.org/my/entries/zliten/claims?lang=en')
  })
})

describe('a mail after the review', () => {
  it.each(languages)('leads from a returned entry to the answers as they are, in %s', async (language) => {
    const { parsed } = await compose(aReturn({ language, words: 'Which service?\n\nPlease name it.' }))
    const t = messagesIn(language)
    for (const body of [parsed.text ?? '', String(parsed.html)]) {
      expect(body).toContain('Which service?')
      expect(body).toContain(`https://register.example.org/my?lang=${language}`)
      expect(body).toContain(t('my.change'))
      expect(body, 'a survey that would begin empty').not.toContain('/survey')
    }
  })

  it.each(languages)('says of a published entry that it changes by signing in, in %s', async (language) => {
    const { parsed } = await compose(aPublication({ language }))
    for (const body of [parsed.text ?? '', String(parsed.html)]) {
      expect(body).toContain(`https://register.example.org/register/zliten?lang=${language}`)
      expect(body).toContain(`https://register.example.org/my?lang=${language}`)
      expect(body).toContain(messagesIn(language)('my.title'))
      expect(body).not.toContain('/survey')
    }
  })
})

describe('a yearly reminder', () => {
  it('says until when the entry stands, what is in it, and leads to one button', async () => {
    const { parsed } = await compose(aReminder())
    expect(parsed.subject).toBe('Is all still right? Zliten')
    for (const body of [parsed.text ?? '', String(parsed.html)]) {
      expect(body).toContain('Asks for: Waste management')
      expect(body).toContain('https://register.example.org/my/renewals/secret?lang=en')
      expect(body.replaceAll(/\s+/g, ' ')).toContain('stands until 1 December 2026')
    }
  })

  it('is in the language of its reader, with the date as it is written there', async () => {
    expect((await compose(aReminder({ language: 'fr' }))).parsed.text).toContain('1er décembre 2026')
    expect((await compose(aReminder({ language: 'uk' }))).parsed.text).toContain('1 грудня 2026 р.')
    expect((await compose(aReminder({ language: 'ar' }))).parsed.text).toContain('ديسمبر 2026')
  })
})

describe('a digest mail', () => {
  it('names each peer with country, theme and words of theirs, and why it fits', async () => {
    const { parsed } = await compose(
      aDigest({
        suggestions: [
          aSuggestion(),
          aSuggestion({ peerEntryId: 'pristina', peerName: 'Prishtina', peerCountry: 'XK' }),
        ],
      }),
    )
    expect(parsed.subject).toBe('2 new suggestions for Zliten')
    for (const body of [parsed.text ?? '', String(parsed.html)]) {
      expect(body).toContain('Gemeente Utrecht, Netherlands')
      expect(body).toContain('Offers: Waste management')
      expect(body).toContain('A good fit')
      expect(body).toContain('Separate collection of household waste')
      expect(body).toContain('https://register.example.org/register/utrecht?lang=en')
      const talk =
        'https://register.example.org/register/utrecht/interest?about=zliten.request.waste-management%7Eutrecht.offer.waste-management&lang=en'
      expect(body.replaceAll('&amp;', '&')).toContain(talk)
      expect(body).toContain('https://register.example.org/mail/unsubscribe/secret?lang=en')
      expect(body, 'the designation has its footnote').toContain('UNSCR 1244/1999')
    }
    expect(parsed.text).toContain('- Both are about waste management\n- Both work in English')
    expect(parsed.text?.match(/^- /gm), 'three reasons each, none that was not stated').toHaveLength(6)
    expect(parsed.text).not.toContain('neutral')
  })

  it('says that an entry may be for people who are signed in, and where that is', async () => {
    const { parsed } = await compose(aDigest())
    for (const body of [parsed.text ?? '', String(parsed.html)]) {
      expect(body.replaceAll(/\s+/g, ' ')).toContain('shown only to people who are signed in')
      expect(body).toContain('https://register.example.org/my/sign-in-links?lang=en')
    }
  })

  it('can be unsubscribed from in one click (RFC 8058), by a header that is not folded', async () => {
    const { head } = await compose(aDigest({ language: 'ar' }))
    expect(head).toContain(
      '\r\nList-Unsubscribe: <https://register.example.org/mail/unsubscribe/secret?lang=ar>\r\n',
    )
    expect(head).toContain('\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click')
  })

  it('loads nothing from anywhere and follows nobody', async () => {
    const { parsed } = await compose(aDigest())
    const html = String(parsed.html)
    expect(html).not.toMatch(/<img|<link|<script|url\(|src=/i)
    const targets = [...html.matchAll(/href="([^"]+)"/g)].map(([, target]) => target ?? '')
    expect(targets.length).toBeGreaterThan(3)
    expect(targets.filter((target) => !target.startsWith('https://register.example.org/'))).toEqual([])
  })
})

describe('what people typed', () => {
  const hostile = 'Zliten\r\nBcc: everybody@example.org\r\n\r\n<script>alert(1)</script>\u2028\u0000{count}'

  it('adds no header, whichever text it stands in', async () => {
    for (const notice of [
      aConfirmation({ authority: hostile }),
      aDigest({
        suggestions: [aSuggestion({ peerName: hostile, description: hostile, peerEntryId: hostile })],
      }),
    ]) {
      const { head, parsed } = await compose(notice, aContact(), {
        ...aSite,
        name: `Register\r\nBcc: x@example.org`,
      })
      const names = [...head.matchAll(/^([A-Za-z-]+):/gm)].map(([, name]) => name?.toLowerCase())
      expect(names).not.toContain('bcc')
      expect(new Set(names).size).toBe(names.length)
      expect(parsed.bcc).toBeUndefined()
      expect(String(parsed.html)).not.toContain('<script>')
    }
  })

  it('cannot smuggle a link to a stranger', async () => {
    const { parsed } = await compose(
      aConfirmation({ authority: 'Win at https://evil.example.com/x or www.evil.com or me@evil.com' }),
    )
    for (const text of [parsed.subject ?? '', parsed.text ?? '', String(parsed.html)])
      expect(text).not.toMatch(/evil\.\S|me@evil|https:\/\/(?!register\.example\.org)/)
  })

  it('never makes two recipients of one address', async () => {
    for (const address of [
      'a@example.org, b@example.org',
      'a@example.org\r\nBcc: b@example.org',
      'a@example.org>\r\nX: <b@example.org',
      '"a b"@example.org',
      'a@b@example.org',
      'Name <a@example.org>',
      'a@localhost',
      'مستخدم@example.org',
      `${'a'.repeat(65)}@example.org`,
    ])
      await expect(compose(aConfirmation(), aContact({ address })), address).rejects.toThrow('bad-email')
  })

  it('writes to a domain in any letters', async () => {
    const { mail, head } = await compose(aConfirmation(), aContact({ address: ' mayor@Bücher.example ' }))
    expect(mail.to).toBe('mayor@xn--bcher-kva.example')
    expect(head).toContain('\r\nTo: mayor@xn--bcher-kva.example\r\n')
  })
})
