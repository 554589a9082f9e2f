import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { languages } from '../../../shared/messages/languages.ts'
import { accessibilityViolations, launchBrowser, opened } from '../../support/browser.ts'
import { servePublicSite } from '../../support/public-site.ts'

let browser: Browser
let site: Awaited<ReturnType<typeof servePublicSite>>
beforeAll(async () => {
  site = await servePublicSite()
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await site?.close()
})

const openedAt = (path: string, script = true) => opened(browser, `${site.siteUrl}${path}`, { script })
const countOf = (page: Page) => page.locator('#count').textContent()
/** What the page at an address says without any script. */
const saidAt = async (address: string) => {
  const { page } = await opened(browser, address, { script: false })
  const said = {
    count: await countOf(page),
    names: await page.locator('.results h2').allTextContents(),
    chosen: await page.locator('#chosen').innerHTML(),
    found: await page.locator('#found').innerHTML(),
    title: await page.title(),
  }
  await page.context().close()
  return said
}
const said = async (page: Page) => ({
  count: await countOf(page),
  names: await page.locator('.results h2').allTextContents(),
  chosen: await page.locator('#chosen').innerHTML(),
  found: await page.locator('#found').innerHTML(),
  title: await page.title(),
})
/** Waits until the address has these words. */
const until = (page: Page, q: string | null) =>
  page.waitForURL((address) => address.searchParams.get('q') === q)

test('what was found has a whole line of text beside the filters', async () => {
  const { page } = await openedAt('/register?q=waste')
  const width = async (what: string) => (await page.locator(what).boundingBox())?.width ?? 0
  expect(await width('.results')).toBeGreaterThan(2 * (await width('.facets')))
  await page.context().close()
})

describe('the search while somebody types', () => {
  test.each(languages)('shows what the same address shows without script, in %s', async (language) => {
    const { page, complaints } = await openedAt(`/register?direction=offer&lang=${language}`)
    await page.locator('#q').pressSequentially('waste')
    await until(page, 'waste')
    expect(await said(page)).toEqual(await saidAt(page.url()))
    expect(await accessibilityViolations(page)).toEqual([])
    expect(complaints).toEqual([])
    await page.context().close()
  })

  test('keeps the focus and the place, and tells the count by the same live region', async () => {
    const { page } = await openedAt('/register')
    await page.evaluate("document.getElementById('count').witness = true; window.scrollTo(0, 120)")
    const before = await countOf(page)
    await page.locator('#q').focus()
    await page.keyboard.type('waste')
    await until(page, 'waste')
    expect(await countOf(page)).not.toBe(before)
    expect(
      await page.evaluate("[document.getElementById('count').witness, document.activeElement.id]"),
    ).toEqual([true, 'q'])
    expect(await page.locator('#count').getAttribute('role')).toBe('status')
    expect(await page.locator('#q').inputValue()).toBe('waste')
    await page.context().close()
  })

  test('makes one step of what was typed in one go, so that Back leads to what was there before', async () => {
    const { page } = await openedAt('/register?q=water')
    const before = await said(page)
    await page.locator('#q').fill('tourism')
    await until(page, 'tourism')
    await page.locator('#q').fill('tourisme')
    await until(page, 'tourisme')
    await page.goBack()
    await until(page, 'water')
    await expect.poll(() => page.locator('#q').inputValue()).toBe('water')
    await expect.poll(() => countOf(page)).toBe(before.count)
    expect(await said(page)).toEqual(before)
    await page.goForward()
    await until(page, 'tourisme')
    await expect.poll(() => page.locator('#q').inputValue()).toBe('tourisme')
    await page.context().close()
  })

  test('shows the last words, even where an earlier answer comes later', async () => {
    const { page } = await openedAt('/register')
    let answerFirst = () => {}
    const asked = new Promise<void>((resolve) => {
      page.route(/q=waste(&|$)/, async (route) => {
        resolve()
        await new Promise<void>((answer) => {
          answerFirst = answer
        })
        await route.continue().catch(() => undefined)
      })
    })
    await page.locator('#q').fill('waste')
    await asked
    await page.locator('#q').fill('tourism')
    await until(page, 'tourism')
    const shown = await said(page)
    answerFirst()
    await page.waitForLoadState('networkidle')
    expect(await said(page)).toEqual(shown)
    expect(page.url()).toContain('q=tourism')
    await page.context().close()
  })

  test('leaves everything as it is when there is no answer, and the button still works', async () => {
    const { page } = await openedAt('/register?q=water')
    const before = await said(page)
    await page.route(/q=waste/, (route) => route.abort())
    const failed = page.waitForEvent('requestfailed')
    await page.locator('#q').fill('waste')
    await failed
    expect(await said(page)).toEqual(before)
    await page.unroute(/q=waste/)
    await page.locator('form.search button').click()
    await until(page, 'waste')
    expect(await said(page)).toEqual(await saidAt(page.url()))
    await page.context().close()
  })
})
