import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LocalRun, startLocalRun } from '../../../infra/local/local-run.ts'
import {
  accessibilityViolations,
  launchBrowser,
  opened,
  overflows,
  takePicture,
} from '../../support/browser.ts'
import { freePorts } from '../../support/free-ports.ts'

/** The survey's script, through the deployed wiring: what it adds while somebody types. */
let run: LocalRun
let browser: Browser
const dataFolder = mkdtempSync(join(tmpdir(), 'peer-register-guard-'))

beforeAll(async () => {
  run = await startLocalRun({ port: await freePorts(4), dataFolder, empty: true })
  browser = await launchBrowser()
}, 180_000)

afterAll(async () => {
  await browser?.close()
  await run?.stop()
  rmSync(dataFolder, { recursive: true, force: true })
})

/** The proof, as soon as it is there. Asked for again and again, since the page's policy lets no text be run. */
const proofOf = async (page: Page): Promise<string> => {
  await expect
    .poll(() => page.inputValue('input[name=proof]'), { timeout: 60_000, interval: 20 })
    .not.toBe('')
  return page.inputValue('input[name=proof]')
}

describe("the survey's script", () => {
  it('makes a proof in a worker of our own origin, under the strict policy', async () => {
    const { page, complaints } = await opened(browser, `${run.siteUrl}/survey?lang=en`)
    const { number } = JSON.parse(Buffer.from(await proofOf(page), 'base64').toString()) as { number: number }
    expect(number).toBeGreaterThanOrEqual(0)
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('costs a cheap phone little beside the typing', async () => {
    const times: Record<string, number[]> = { computer: [], phone: [] }
    for (const [machine, slower] of [
      ['computer', 1],
      ['phone', 6],
    ] as const)
      for (let n = 0; n < 5; n++) {
        const { page } = await opened(browser, 'about:blank')
        const debug = await page.context().newCDPSession(page)
        await debug.send('Emulation.setCPUThrottlingRate', { rate: slower })
        const from = Date.now()
        await page.goto(`${run.siteUrl}/survey?lang=en`)
        await proofOf(page)
        times[machine]?.push(Date.now() - from)
        await page.context().close()
      }
    const middle = (list: number[] = []) => list.toSorted((a, b) => a - b)[2]
    console.log(
      `proof of work, from the address to the proof: ${middle(times.computer)} ms here, ${middle(times.phone)} ms six times slower`,
    )
    expect(times.phone).toHaveLength(5)
  })

  it('offers known places in any spelling as the name is typed, and takes the country from the choice', async () => {
    const { page, complaints } = await opened(browser, `${run.siteUrl}/survey?lang=en`, { width: 390 })
    const places = page.locator('[data-places] label')
    for (const [typed, place] of [
      ['Lwów', 'Lviv'],
      ['Львів', 'Lviv'],
      ['الزاوية', 'Zawiya'],
      ['Utrech', 'Utrecht'],
    ] as const) {
      await page.fill('#authority-name', typed)
      await expect
        .poll(async () => (await places.allTextContents()).join(' | '))
        .toMatch(new RegExp(place, 'i'))
    }
    await page
      .getByLabel(/^Utrecht/)
      .first()
      .check()
    expect(await page.inputValue('#authority-country')).toBe('NL')
    expect(await places.last().textContent()).toBe('None of these')
    expect(await accessibilityViolations(page)).toEqual([])
    expect(await overflows(page)).toBe(false)
    await takePicture(page, 'survey-places')
    for (const [field, value] of [
      ['role', 'officer'],
      ['items.0.direction', 'offer'],
    ])
      await page.check(`[name="${field}"][value="${value}"]`)
    await page.selectOption('#items-0-theme', 'waste-management')
    await page.fill('#items-0-description', 'Separate collection in dense districts')
    await page.fill('#email', 'placed@example.org')
    await page.click('main button:text("Send my answers")')
    await page.waitForURL('**/survey/sent**')
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('is small, and kept by browsers for good', async () => {
    const page = await (await fetch(`${run.siteUrl}/survey`, { headers: { accept: 'text/html' } })).text()
    const files = [...new Set(page.match(/\/assets\/[\w-]+\.js/g))]
    expect(files).toHaveLength(2)
    let bytes = 0
    for (const file of files) {
      const answer = await fetch(run.siteUrl + file)
      expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
      expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
      bytes += gzipSync(Buffer.from(await answer.arrayBuffer())).length
    }
    console.log(`scripts of the survey: ${(bytes / 1024).toFixed(1)} kB compressed`)
    expect(bytes).toBeLessThan(3 * 1024)
  })
})
