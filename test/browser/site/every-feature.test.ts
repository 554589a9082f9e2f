import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { languages } from '../../../shared/messages/languages.ts'
import {
  accessibilityViolations,
  brokenWords,
  launchBrowser,
  opened,
  overflows,
  takePicture,
  turningPages,
} from '../../support/browser.ts'
import { publicPages, servePublicSite } from '../../support/public-site.ts'

let browser: Browser
let turnTo: ReturnType<typeof turningPages>
let site: Awaited<ReturnType<typeof servePublicSite>>

beforeAll(async () => {
  site = await servePublicSite()
  browser = await launchBrowser()
  turnTo = turningPages(browser)
})
afterAll(async () => {
  await browser?.close()
  await site?.close()
})

const addressOf = (path: string, language: string): string => {
  const address = new URL(site.siteUrl + path)
  address.searchParams.set('lang', language)
  return address.href
}

describe.each(languages)('in %s', (language) => {
  test.each(publicPages)(
    'the page %s has nothing that axe finds, and fits on 320 px and at 200 percent zoom, no word broken',
    async (name, path) => {
      const { page, complaints } = await turnTo(addressOf(path, language))
      expect(await page.locator('h1').count()).toBe(1)
      // What is folded is part of the page, too.
      await page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
      expect(await accessibilityViolations(page)).toEqual([])
      expect(complaints).toEqual([])
      // Every language is checked; two are enough to look at, one in each direction.
      if (language === 'en' || language === 'ar') await takePicture(page, `${name}-${language}`)
      // 200 percent zoom of a window of 1280 px leaves 640.
      for (const width of [640, 320]) {
        await page.setViewportSize({ width, height: 900 })
        expect(await overflows(page)).toBe(false)
        expect(await brokenWords(page)).toEqual([])
      }
    },
  )

  test.each(['/survey', '/matchmaking'])(
    'the form at %s, sent empty, comes back with what is missing, has nothing that axe finds, and fits',
    async (path) => {
      const { page } = await turnTo(addressOf(path, language))
      await page.click('main form[method=post] [type=submit]')
      await page.locator('.summary li a').first().waitFor()
      expect(await accessibilityViolations(page)).toEqual([])
      await page.setViewportSize({ width: 320, height: 900 })
      expect(await overflows(page)).toBe(false)
    },
  )
})

/** The scripts that pages may ask for besides themselves; all work without, and every other page is one request. */
const scriptsOf = (name: string): readonly string[] =>
  name === 'survey' ? ['survey', 'proof'] : name.startsWith('register') ? ['live-search'] : []

test.each(publicPages)(
  'the page %s is one request, but for the small scripts of the survey and the search, from us alone, and sets no cookie',
  async (name, path) => {
    const context = await browser.newContext()
    const page = await context.newPage()
    const asked: string[] = []
    page.on('request', (request) => {
      if (!request.url().startsWith('data:')) asked.push(request.url())
    })
    await page.goto(site.siteUrl + path, { waitUntil: 'networkidle' })
    const [first, ...others] = asked
    expect(first).toBe(site.siteUrl + path)
    const allowed = scriptsOf(name).map(
      (script) => new RegExp(`^${site.siteUrl}/assets/${script}-[0-9a-f]+\\.js$`),
    )
    expect(others.filter((each) => !allowed.some((address) => address.test(each)))).toEqual([])
    expect(new Set(others).size).toBe(others.length)
    expect(others.length).toBeGreaterThanOrEqual(Math.min(allowed.length, 1))
    expect(await context.cookies()).toEqual([])
    expect(await page.evaluate('localStorage.length + sessionStorage.length')).toBe(0)
    await context.close()
  },
)

/** What has the focus: its words or field name, where it is, and whether one can see that it has the focus. */
type Focused = { readonly name: string; readonly seen: boolean; readonly inOrder: number }

const focused = (page: Page): Promise<Focused> =>
  page.evaluate(`(() => {
    const element = document.activeElement
    const style = getComputedStyle(element)
    const box = element.getBoundingClientRect()
    return {
      name: element === document.body ? '' : element.name || element.id || element.textContent.trim().slice(0, 40),
      seen: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 && box.width > 0 && box.bottom > 0,
      inOrder: [...document.querySelectorAll('*')].indexOf(element),
    }
  })()`)

test.each([
  ['home', '/'],
  ['survey', '/survey'],
  ['register', '/register?q=waste'],
  ['matchmaking', '/matchmaking'],
] as const)(
  'the page %s is walked through by keyboard: each stop visible, in the order of reading',
  async (_, path) => {
    const { page } = await opened(browser, site.siteUrl + path, { width: 390 })
    const stops: Focused[] = []
    for (let at = 0; at < 300; at += 1) {
      await page.keyboard.press('Tab')
      const stop = await focused(page)
      if (stop.name === '' || stop.inOrder === stops[0]?.inOrder) break
      stops.push(stop)
    }
    expect(stops.length).toBeGreaterThan(15)
    expect(stops.filter(({ seen }) => !seen).map(({ name }) => name)).toEqual([])
    const order = stops.map(({ inOrder }) => inOrder)
    expect(order).toEqual([...order].sort((a, b) => a - b))
    await page.context().close()
  },
)

test('without script, a visitor searches, narrows, opens an entry, finds peers and changes the language', async () => {
  const { page } = await opened(browser, `${site.siteUrl}/`, { script: false, width: 390 })
  await page.fill('#q', 'waste')
  await page.click('search button')
  expect(await page.locator('.results > li').count()).toBeGreaterThan(3)
  await page.click('.facets a:has-text("Offers")')
  expect(new URL(page.url()).searchParams.get('direction')).toBe('offer')
  await page.click('.results > li:first-child h2 a')
  await page.click('a[href*="/matchmaking?entry="]')
  expect(await page.locator('.reasons li').count()).toBeGreaterThan(1)
  await page.click('nav.languages a[lang=uk]')
  expect(await page.getAttribute('html', 'lang')).toBe('uk')
  await page.click('nav.main a >> nth=0')
  expect(await page.getAttribute('html', 'lang')).toBe('uk')
  await page.context().close()
})

test('without script, the tables of the first page unfold and lead to a country', async () => {
  const { page } = await opened(browser, `${site.siteUrl}/`, { script: false })
  await page.click('.sides summary >> nth=0')
  await page.click('.sides details[open] tr:last-child a')
  expect(new URL(page.url()).searchParams.get('country')).toMatch(/^[A-Z]{2}$/)
  await page.context().close()
})

test('a dot on the map leads to the authorities of its country', async () => {
  const { page } = await opened(browser, `${site.siteUrl}/`)
  await page.click('.map a[href$="country=UA"]')
  expect(new URL(page.url()).searchParams.get('country')).toBe('UA')
  await page.context().close()
})

test('the pictures for the README, of a register as full as the demonstration', async () => {
  const peers = publicPages.find(([name]) => name === 'peers')?.[1] ?? ''
  for (const [name, path, language, width, height] of [
    ['home', '/', 'en', 1120, 800],
    ['home-ar', '/', 'ar', 1120, 800],
    ['home-phone', '/', 'en', 390, 844],
    ['register', '/register?q=Abfallwirtschaft', 'en', 390, 844],
    ['matchmaking', peers, 'en', 390, 844],
  ] as const) {
    const { page } = await opened(browser, addressOf(path, language), { width })
    await page.setViewportSize({ width, height })
    // Of these what was found, not the header once more.
    if (path.startsWith('/register') || path === peers)
      await page.evaluate("document.querySelector('.lead').scrollIntoView()")
    await takePicture(page, name, { firstScreen: true })
    await page.context().close()
  }
})
