import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { showHome } from '../../../functions/site/show-home.ts'
import { showLegalText } from '../../../functions/site/show-legal-text.ts'
import { httpFunction } from '../../../shared/lambda/http-function.ts'
import { languages } from '../../../shared/messages/languages.ts'
import { looks, type Look as PageLook } from '../../../shared/pages/looks.ts'
import { siteOperations as operations } from '../../../shared/site/site-operations.ts'
import {
  accessibilityViolations,
  type Look,
  launchBrowser,
  opened,
  overflows,
  takePicture,
  turningPages,
} from '../../support/browser.ts'
import { serveFunction } from '../../support/http-events.ts'
import { fullRegister } from '../../support/public-site.ts'
import { aSite } from '../../support/requests.ts'
import { failures, galleryRoutes } from './gallery.tsx'

let browser: Browser
let turnTo: ReturnType<typeof turningPages>
/** The gallery in each look. */
const sites = new Map<PageLook, Awaited<ReturnType<typeof serveFunction>>>()

beforeAll(async () => {
  for (const look of looks)
    sites.set(
      look,
      await serveFunction((siteUrl) => {
        const settings = { ...aSite, siteUrl, look }
        return httpFunction(settings, [
          ...galleryRoutes(settings),
          [operations.showHome, showHome({ site: settings, register: { open: async () => fullRegister() } })],
          [operations.showContact, showLegalText('contact', { site: settings })],
        ])
      }),
    )
  browser = await launchBrowser()
  turnTo = turningPages(browser)
})
afterAll(async () => {
  await browser?.close()
  for (const site of sites.values()) await site.close()
})

const openedAt = (path: string, { look = 'neutral', ...options }: Look & { look?: PageLook } = {}) =>
  opened(browser, `${sites.get(look)?.siteUrl}${path}`, options)

describe.each(languages)('in %s', (language) => {
  // Colours are the same on every page: both looks, light and dark, are looked at where every block is.
  test.each(looks)(
    'every block in the %s look has nothing that axe finds, light and dark, and fits',
    async (look) => {
      const { page, complaints } = await openedAt(`/gallery?lang=${language}`, { look })
      expect(await accessibilityViolations(page)).toEqual([])
      await page.emulateMedia({ colorScheme: 'dark' })
      expect(await accessibilityViolations(page)).toEqual([])
      expect(complaints).toEqual([])
      for (const width of [640, 320]) {
        await page.setViewportSize({ width, height: 900 })
        expect(await overflows(page)).toBe(false)
      }
      await page.context().close()
    },
  )

  test.each(Object.keys(failures))(
    'the page of the failure %s has nothing that axe finds, fits, and shows a way on',
    async (kind) => {
      const { page } = await turnTo(`${sites.get('neutral')?.siteUrl}/failures/${kind}?lang=${language}`)
      expect(await accessibilityViolations(page)).toEqual([])
      expect(await page.locator('main .actions a').count()).toBeGreaterThan(1)
      await takePicture(page, `failure-${kind}-${language}`)
      await page.setViewportSize({ width: 320, height: 900 })
      expect(await overflows(page)).toBe(false)
    },
  )

  test('thirty-five languages open by keyboard, without script, and stay on the screen', async () => {
    const { page } = await openedAt(`/languages?lang=${language}`, { script: false })
    await page.locator('.languages summary').press('Enter')
    expect(await page.locator('.languages a').count()).toBe(35)
    await takePicture(page, `languages-${language}`)
    for (const width of [1280, 320]) {
      await page.setViewportSize({ width, height: 900 })
      const box = await page.locator('.languages ul').boundingBox()
      expect(box && box.x >= 0 && box.x + box.width <= width).toBe(true)
      expect(await overflows(page)).toBe(false)
    }
    await page.context().close()
  })
})

test('the check that every page must pass finds what is wrong, in a page of its own and in one that was turned', async () => {
  const address = `${sites.get('neutral')?.siteUrl}/gallery`
  await turnTo(address)
  for (const { page } of [await turnTo(address), await openedAt('/gallery')]) {
    await page.evaluate(`(() => {
      const grey = document.createElement('p')
      grey.style.cssText = 'color: #aaa; background: #fff'
      grey.textContent = 'Too pale to be read'
      document.querySelector('main').append(grey, document.createElement('button'), document.createElement('img'))
    })()`)
    const found = await accessibilityViolations(page)
    expect(found.map((line) => line.split(':')[0])).toEqual(['button-name', 'color-contrast', 'image-alt'])
  }
})

test('who chooses their own colours still sees buttons, fields, bars and where they are', async () => {
  const { page } = await openedAt('/gallery')
  await page.emulateMedia({ forcedColors: 'active' })
  expect(await accessibilityViolations(page)).toEqual([])
  await takePicture(page, 'gallery-forced-colours')
  await page.context().close()
})

test('on paper there is no navigation, all that was folded, and black on white', async () => {
  const { page } = await openedAt('/')
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  expect(await page.locator('nav.main').isVisible()).toBe(false)
  expect(await page.locator('.sides details tr').last().isVisible()).toBe(true)
  expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)')
  await takePicture(page, 'home-print')
  await page.context().close()
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

test('names are drawn with their own letters, whatever the script', async () => {
  const { page } = await openedAt('/')
  for (const letters of ['بسم', 'თბი', 'Երև', 'Льв', 'Ελλ']) {
    // A letter that the fonts lack is drawn as the same box as any other.
    const widths: readonly number[] = await page.evaluate(`[...'${letters}'].map((letter) => {
      const span = document.createElement('span')
      span.textContent = letter
      // By itself: joined to the letter before it, an Arabic letter has another form and width.
      span.style.display = 'inline-block'
      document.querySelector('h1').append(span)
      return span.getBoundingClientRect().width
    })`)
    expect(new Set(widths).size, letters).toBeGreaterThan(1)
  }
  await page.context().close()
})

test('Arabic reads from right to left', async () => {
  const { page } = await openedAt('/?lang=ar')
  const heading = await page.locator('h1').boundingBox()
  expect(heading && heading.x + heading.width).toBeGreaterThan(640)
  await page.context().close()
})

test('pictures to look at', async () => {
  const pictures = [
    ['home-desktop', '/', {}],
    ['home-320', '/', { width: 320 }],
    ['home-phone', '/', { width: 390 }],
    ['home-tablet', '/', { width: 768 }],
    ['home-dark', '/', { dark: true }],
    ['home-phone-dark', '/', { width: 390, dark: true }],
    ['home-phone-ar', '/?lang=ar', { width: 390 }],
    ['home-europa', '/', { look: 'europa' }],
    ['home-europa-dark', '/', { look: 'europa', dark: true }],
    ['gallery', '/gallery', {}],
    ['gallery-320', '/gallery', { width: 320 }],
    ['gallery-dark', '/gallery', { dark: true }],
    ['gallery-ar', '/gallery?lang=ar', {}],
    ['gallery-europa', '/gallery', { look: 'europa' }],
  ] as const
  for (const [name, path, options] of pictures) {
    const { page } = await openedAt(path, options)
    await takePicture(page, name)
    await page.context().close()
  }
})
