import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { showHome } from '../../../functions/site/show-home.ts'
import { showLegalText, showPrivacyNotice } from '../../../functions/site/show-legal-text.ts'
import { httpFunction } from '../../../shared/lambda/http-function.ts'
import { languages } from '../../../shared/messages/languages.ts'
import { siteOperations as operations } from '../../../shared/site/site-operations.ts'
import {
  accessibilityViolations,
  type Look,
  launchBrowser,
  opened,
  overflows,
  takePicture,
} from '../../support/browser.ts'
import { anEntry, anItem } from '../../support/builders.ts'
import { serveFunction } from '../../support/http-events.ts'
import { registerOf } from '../../support/register-entries.ts'
import { aSite } from '../../support/requests.ts'
import { galleryRoutes } from './gallery.tsx'

let browser: Browser
let site: Awaited<ReturnType<typeof serveFunction>>

beforeAll(async () => {
  site = await serveFunction((siteUrl) => {
    const settings = { ...aSite, siteUrl }
    const zliten = anEntry({
      entryId: 'zliten',
      authority: { name: 'بلدية زليتن', country: 'LY' },
      items: [anItem({ entryId: 'zliten', direction: 'request' })],
    })
    const parts = { site: settings, register: { open: async () => registerOf(anEntry(), zliten) } }
    return httpFunction(settings, [
      [operations.showHome, showHome(parts)],
      [operations.showPrivacyNotice, showPrivacyNotice(parts)],
      [operations.showAccessibility, showLegalText('accessibility', parts)],
      [operations.showContact, showLegalText('contact', parts)],
      ...galleryRoutes(settings),
    ])
  })
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await site?.close()
})

const openedAt = (path: string, options: Look = {}) => opened(browser, site.siteUrl + path, options)

const pages = ['/', '/gallery', '/privacy/1', '/accessibility', '/contact', '/no-such-page']

describe.each(languages)('in %s', (language) => {
  test.each(pages)('%s has nothing that axe finds', async (path) => {
    // Colours are the same on every page: the dark ones are looked at where every block is.
    for (const dark of path === '/gallery' ? [false, true] : [false]) {
      const { page, complaints } = await openedAt(`${path}?lang=${language}`, { dark })
      expect(await accessibilityViolations(page)).toEqual([])
      expect(complaints).toEqual([])
      await page.context().close()
    }
  })

  test.each(pages)('%s fits on 320 px and at 200 percent zoom without sideways scrolling', async (path) => {
    for (const width of [320, 640]) {
      const { page } = await openedAt(`${path}?lang=${language}`, { width })
      expect(await overflows(page)).toBe(false)
      await page.context().close()
    }
  })
})

test('a page is one request', async () => {
  const context = await browser.newContext()
  const page = await context.newPage()
  const asked: string[] = []
  page.on('request', (request) => {
    if (!request.url().startsWith('data:')) asked.push(request.url())
  })
  await page.goto(`${site.siteUrl}/`, { waitUntil: 'networkidle' })
  expect(asked).toEqual([`${site.siteUrl}/`])
})

test('the first thing the keyboard reaches leads past the navigation', async () => {
  const { page } = await openedAt('/gallery')
  await page.keyboard.press('Tab')
  const box = await page.locator('.skip').boundingBox()
  expect(box?.y).toBeGreaterThanOrEqual(0)
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  expect(await page.evaluate('document.activeElement.closest("main") !== null')).toBe(true)
})

test('our own forms pass the check of the origin, without script', async () => {
  const { page } = await openedAt('/gallery', { script: false })
  await page.fill('#name', 'Gemeente Utrecht')
  await page.selectOption('#theme', 'waste')
  await page.check('#visibility')
  await page.fill('#email', 'waste@utrecht.example.org')
  await page.click('button:text("Send my answers")')
  expect(new URL(page.url()).pathname).toBe('/contact')
})

test('a form that failed shows what was typed, and begins at what is wrong', async () => {
  const { page } = await openedAt('/gallery?lang=ar')
  await page.fill('#email', 'nowhere')
  await page.fill('#text', 'نص طويل')
  await page.click('form[method=post] button')
  expect(await page.inputValue('#email')).toBe('nowhere')
  expect(await page.inputValue('#text')).toBe('نص طويل')
  expect(await page.evaluate('document.activeElement.className')).toBe('summary')
  expect(await accessibilityViolations(page)).toEqual([])
  await page.click('.summary a[href="#visibility"]')
  expect(await page.evaluate('document.activeElement.id')).toBe('visibility')
  await takePicture(page, 'gallery-failed-ar')
})

test('Arabic is drawn with Arabic letters, from right to left', async () => {
  const { page } = await openedAt('/?lang=ar')
  // A letter that the fonts lack is drawn as the same box as any other.
  const widths = await page.evaluate(`[...'بسم'].map((letter) => {
    const span = document.createElement('span')
    span.textContent = letter
    document.body.append(span)
    return span.getBoundingClientRect().width
  })`)
  expect(new Set(widths as number[]).size).toBeGreaterThan(1)
  const heading = await page.locator('h1').boundingBox()
  expect(heading && heading.x + heading.width).toBeGreaterThan(640)
})

test('pictures to look at', async () => {
  const looks = [
    ['home', '/', {}],
    ['home-320', '/', { width: 320 }],
    ['home-dark', '/', { dark: true }],
    ['home-ar', '/?lang=ar', {}],
    ['gallery', '/gallery', {}],
    ['gallery-320', '/gallery', { width: 320 }],
    ['gallery-dark', '/gallery', { dark: true }],
    ['gallery-ar', '/gallery?lang=ar', {}],
    ['privacy', '/privacy/1', {}],
    ['not-found', '/no-such-page', {}],
  ] as const
  for (const [name, path, options] of looks) {
    const { page } = await openedAt(path, options)
    await takePicture(page, name)
    await page.context().close()
  }
})
