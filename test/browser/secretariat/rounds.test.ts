import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LocalRun, startLocalRun } from '../../../infra/local/local-run.ts'
import { languages } from '../../../shared/messages/languages.ts'
import { messagesIn } from '../../../shared/messages/messages.ts'
import { accessibilityViolations, launchBrowser, overflows, takePicture } from '../../support/browser.ts'
import { freePorts } from '../../support/free-ports.ts'

/** A round from its form to its proposals, without script, matched by the job of the deployed wiring. */
let run: LocalRun
let browser: Browser
const dataFolder = mkdtempSync(join(tmpdir(), 'peer-register-rounds-'))

beforeAll(async () => {
  run = await startLocalRun({ port: await freePorts(4), dataFolder, entries: 120 })
  await run.demonstration
  browser = await launchBrowser()
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await run?.stop()
  rmSync(dataFolder, { recursive: true, force: true })
})

/** A page of somebody who has signed in at the desk. */
const officerAt = async (width: number, script = true): Promise<Page> => {
  const context = await browser.newContext({ javaScriptEnabled: script, viewport: { width, height: 900 } })
  const page = await context.newPage()
  await page.goto(`${run.siteUrl}/secretariat/sign-in/start`)
  await page.click('button[value="officer@example.org"]')
  return page
}
/** The work is done elsewhere: looks at the page until it says so. */
const until = async (page: Page, words: string) => {
  while (!(await page.locator('main').textContent())?.includes(words)) await page.reload()
}
const looked = async (page: Page, name: string) => {
  expect(await overflows(page), name).toBe(false)
  await takePicture(page, `rounds-${name}`)
}

/** Takes a request's peer out by hand: what that would bring is seen before, and in the round's figures after. */
const movesAPair = async (page: Page) => {
  const t = messagesIn('en')
  const pairs = async () =>
    Number(
      (
        await page
          .getByRole('button')
          .filter({ hasText: /^Propose/ })
          .textContent()
      )?.match(/\d+/)?.[0],
    )
  const before = await pairs()
  const matched = page
    .locator('details')
    .filter({ has: page.locator('ul li') })
    .first()
  await matched.locator('summary').click()
  await matched.getByRole('link', { name: t('secretariat.rounds.move') }).click()
  const address = page.url()
  await page.getByLabel(t('secretariat.rounds.move.from')).selectOption({ index: 1 })
  await page.getByRole('button', { name: t('secretariat.rounds.move.look') }).click()
  const effect = `${page.url()}&`
  const looking = await officerAt(320)
  for (const language of languages)
    for (const [name, at] of [
      ['move', `${address}&`],
      ['effect', effect],
    ] as const) {
      await looking.goto(`${at}lang=${language}`)
      expect(await accessibilityViolations(looking)).toEqual([])
      await looked(looking, `${name}-${language}`)
    }
  await looking.context().close()
  await page.getByRole('button', { name: t('secretariat.rounds.move.do') }).click()
  expect(await pairs()).toBe(before - 1)
}

describe('a round at the desk', () => {
  it('is opened, matched, chosen from and published, without script', async () => {
    const t = messagesIn('en')
    const page = await officerAt(1100, false)
    await page.goto(`${run.siteUrl}/secretariat/rounds`)
    await page.getByLabel(t('secretariat.rounds.programme')).selectOption('cor-register')
    await page.getByRole('button', { name: t('secretariat.rounds.open') }).click()
    await until(page, t('secretariat.rounds.state.ready'))
    const address = page.url()
    const looking = await officerAt(1100)
    await looking.goto(address)
    await looked(looking, 'ready')
    await looking.setViewportSize({ width: 320, height: 900 })
    for (const language of languages) {
      await looking.goto(`${address}?lang=${language}`)
      await looked(looking, `ready-${language}`)
      await looking.goto(`${run.siteUrl}/secretariat/rounds?lang=${language}`)
      await looked(looking, `list-${language}`)
    }
    await looking.context().close()
    expect(await page.locator('.curve circle').count()).toBeGreaterThan(1)
    await page.getByRole('link', { name: t('secretariat.rounds.no-floor') }).click()
    await movesAPair(page)
    await page
      .getByRole('button')
      .filter({ hasText: /^Propose/ })
      .click()
    await until(page, t('secretariat.rounds.state.published'))
    await page.getByRole('link', { name: t('secretariat.rounds.to-introductions') }).click()
    expect(await page.locator('.results > li').count()).toBeGreaterThan(0)
    await page.context().close()
  })

  it('has no barriers that axe knows', async () => {
    const page = await officerAt(1100)
    for (const language of languages) {
      await page.goto(`${run.siteUrl}/secretariat/rounds?lang=${language}`)
      expect(await accessibilityViolations(page)).toEqual([])
      await page.locator('.results a').first().click()
      expect(await accessibilityViolations(page)).toEqual([])
    }
    await page.context().close()
  })
})
