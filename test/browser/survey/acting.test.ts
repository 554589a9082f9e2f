import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LocalRun, startLocalRun } from '../../../infra/local/local-run.ts'
import { launchBrowser, overflows, takePicture } from '../../support/browser.ts'
import { freePorts } from '../../support/free-ports.ts'
import { linksIn, mailTo } from '../../support/inbox.ts'

/** An assistant answers for a mayor, who objects: through the deployed wiring, on a phone, without script. */
let run: LocalRun
let browser: Browser
let page: Page
const dataFolder = mkdtempSync(join(tmpdir(), 'peer-register-acting-'))
const assistant = 'assistant@example.org'
const mayor = 'mayor@example.org'
const colleague = 'colleague@example.org'

beforeAll(async () => {
  run = await startLocalRun({ port: await freePorts(4), dataFolder, empty: true })
  browser = await launchBrowser()
  const context = await browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 390, height: 844 },
  })
  page = await context.newPage()
}, 180_000)

afterAll(async () => {
  await browser?.close()
  await run?.stop()
  rmSync(dataFolder, { recursive: true, force: true })
})

const click = () => page.click('main button[type=submit]:not([name=action])')
/** Presses the page's button, and waits for the page that follows at another address. */
const press = async () => {
  const before = page.url()
  await click()
  await page.waitForURL((url) => url.href !== before)
}
const linkTo = async (address: string, path: string, n = 1) =>
  linksIn(await mailTo(run, address, n)).find((each) => each.includes(path)) ?? ''
const looked = async (picture: string) => {
  expect(await overflows(page)).toBe(false)
  await takePicture(page, picture)
}

describe('who is acted for', () => {
  it('is named on the first page, told by mail once it is confirmed, and objects by one button', async () => {
    await page.goto(`${run.siteUrl}/survey?lang=en`)
    await page.check('[name=role][value=assistant]')
    await page.fill('#authority-name', 'Zwolle')
    await page.selectOption('#authority-country', 'NL')
    await page.check('[name="items.0.direction"][value=offer]')
    await page.selectOption('#items-0-theme', 'waste-management')
    await page.fill('#items-0-description', 'Separate collection in dense districts')
    await page.check('[name="items.0.visibility"][value=public]')
    await page.fill('#email', assistant)
    await page.click('details:has(#actingFor) summary')
    // Their own address by mistake: the message stands at the field, and nothing is lost.
    await page.fill('#actingFor', assistant)
    await click()
    await page.waitForSelector('main [role=alert], main .notice.bad')
    expect(await page.textContent('main')).toContain('This is your own address')
    await looked('acting-own-address')
    await page.fill('#actingFor', mayor)
    await press()

    await page.goto(await linkTo(assistant, '/survey/confirmations/'))
    expect(await page.textContent('main')).toContain(mayor)
    await looked('acting-confirm')
    await press()
    const entryPage = await page.getAttribute('main a.button', 'href')

    const link = await linkTo(mayor, '/survey/objections/')
    await page.goto(link)
    expect(await page.textContent('main')).toContain('a…@example.org')
    expect(await page.textContent('main')).toContain('Separate collection')
    await looked('objection')
    await page.goto(link.replace('lang=en', 'lang=ar'))
    await looked('objection-ar')

    await page.goto(link)
    await page.fill('#words', 'Nobody asked me.')
    await press()
    expect(page.url()).toContain('/survey/objected')
    await looked('objected')
    expect((await page.goto(new URL(entryPage ?? '', run.siteUrl).href))?.status()).toBe(404)
    expect((await page.goto(link))?.status()).toBe(410)
    await looked('objection-used')
  })

  it('leaves who answered with a page that says so', async () => {
    expect((await mailTo(run, assistant, 2)).subject).toContain('Objection')
    await page.goto(`${run.siteUrl}/my/sign-in-links?lang=en`)
    await page.fill('#email', assistant)
    await click()
    await page.goto(await linkTo(assistant, '/my/sign-in-links/', 3))
    await press()
    await page.goto(`${run.siteUrl}/my`)
    const text = await page.textContent('main')
    expect(text).toContain('who objected on')
    expect(text).toContain('m…@example.org')
    expect(text).not.toContain('Nobody asked me.')
    await looked('my-objected')
    await page.goto(`${run.siteUrl}/my?lang=ar`)
    await looked('my-objected-ar')
  })

  it('is followed by a second contact: asked, told by mail, joined by one button', async () => {
    await page.goto(`${run.siteUrl}/my?lang=en`)
    await page.click('main a[href*="/contacts"]')
    await page.waitForURL(/contacts/)
    await page.fill('#email', colleague)
    await page.check('[name=role][value=officer]')
    await press()
    expect(await page.textContent('main')).toContain('not confirmed yet')
    await looked('contacts-asked')
    await page.goto(page.url().replace(/\?.*/, '?lang=ar'))
    await looked('contacts-asked-ar')

    await page.goto(await linkTo(colleague, '/my/invitations/'))
    await looked('invitation')
    await press()
    expect(await page.textContent('h1')).toBe('You stand behind the entry now')
    expect((await mailTo(run, assistant, 4)).subject).toContain('joined')
  })
})
