import type { Browser } from 'playwright-core'
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
import { serveFunction } from '../../support/http-events.ts'
import { aSite } from '../../support/requests.ts'
import { proposedIntroduction } from '../../support/signed-in-introductions.ts'
import { type Looker, signedInHandler, signedInPages } from '../../support/signed-in-site.ts'

let browser: Browser
let turnTo: ReturnType<typeof turningPages>
const sites = new Map<Looker, Awaited<ReturnType<typeof serveFunction>>>()

beforeAll(async () => {
  for (const looker of new Set<Looker>(signedInPages.map(([each]) => each)))
    sites.set(looker, await serveFunction((siteUrl) => signedInHandler({ ...aSite, siteUrl }, looker)))
  browser = await launchBrowser()
  turnTo = turningPages(browser)
})
afterAll(async () => {
  await browser?.close()
  for (const site of sites.values()) await site.close()
})

const addressOf = (looker: Looker, path: string, language: string): string => {
  const address = new URL(`${sites.get(looker)?.siteUrl}${path}`)
  address.searchParams.set('lang', language)
  return address.href
}

describe.each(languages)('in %s', (language) => {
  test.each(signedInPages)(
    'of the %s, the page %s has nothing that axe finds, and fits on 320 px and at 200 percent zoom, no word broken',
    async (looker, name, path) => {
      const { page, complaints } = await turnTo(addressOf(looker, path, language))
      expect(await page.locator('h1').count()).toBe(1)
      await page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
      expect(await accessibilityViolations(page)).toEqual([])
      expect(complaints).toEqual([])
      if (language === 'en' || language === 'ar') await takePicture(page, `signed-in-${name}-${language}`)
      for (const width of [640, 320]) {
        await page.setViewportSize({ width, height: 900 })
        expect(await overflows(page)).toBe(false)
        expect(await brokenWords(page)).toEqual([])
      }
    },
  )

  test.each([390, 320])('the audit says what was done, when and by whom within %i px', async (width) => {
    const { page } = await opened(browser, addressOf('administrator', '/secretariat/audit', language), {
      width,
    })
    const cells = page.locator('main table :is(th, td)')
    expect(await cells.count()).toBeGreaterThan(3)
    for (const cell of await cells.all()) {
      const box = await cell.boundingBox()
      expect(box?.x).toBeGreaterThanOrEqual(0)
      expect((box?.x ?? 0) + (box?.width ?? width + 1)).toBeLessThanOrEqual(width)
    }
    if (width === 390 && (language === 'en' || language === 'ar'))
      await takePicture(page, `signed-in-desk-audit-phone-${language}`)
    await page.context().close()
  })

  test.each([
    ['administrator', '/secretariat/users', 'form[action*="/secretariat/users?"] button'],
    ['officer', '/secretariat/entries/entry0', 'button[value=return]'],
    ['officer', '/secretariat/introductions', 'form[action*="/secretariat/introductions"] button'],
    ['respondent', proposedIntroduction, 'button[value=no]'],
  ] as const)(
    'the form of the %s at %s, sent without what it needs, says so at the field, by keyboard alone',
    async (looker, path, button) => {
      const { page } = await opened(browser, addressOf(looker, path, language), { width: 390 })
      for (let tabs = 0; tabs < 80; tabs += 1) {
        await page.keyboard.press('Tab')
        if (await page.evaluate("document.activeElement.matches('main details:not([open]) > summary')"))
          await page.keyboard.press('Enter')
        if (await page.evaluate(`document.activeElement.matches(${JSON.stringify(button)})`)) break
      }
      await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')])
      expect(await page.locator('.failure').count()).toBeGreaterThan(0)
      expect(await accessibilityViolations(page)).toEqual([])
      await page.context().close()
    },
  )
})
