import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LocalRun, startLocalRun } from '../../../infra/local/local-run.ts'
import { type Language, languages } from '../../../shared/messages/languages.ts'
import { messagesIn } from '../../../shared/messages/messages.ts'
import { accessibilityViolations, launchBrowser, overflows, takePicture } from '../../support/browser.ts'
import { freePorts } from '../../support/free-ports.ts'
import { linksIn, mailsTo, mailTo } from '../../support/inbox.ts'
import { effortRow, surveyEfforts } from '../../support/survey-walks.ts'

/** The survey's further pages, through the deployed wiring, in a browser without script. */
let run: LocalRun
let browser: Browser
let context: BrowserContext
let page: Page
const dataFolder = mkdtempSync(join(tmpdir(), 'peer-register-drafts-'))

beforeAll(async () => {
  run = await startLocalRun({ port: await freePorts(4), dataFolder, empty: true })
  browser = await launchBrowser()
  context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } })
  page = await context.newPage()
}, 180_000)

afterAll(async () => {
  await browser?.close()
  await run?.stop()
  rmSync(dataFolder, { recursive: true, force: true })
})

const press = (action?: string) =>
  page.click(action ? `main button[name=action][value=${action}]:not(.heard)` : 'main button[type=submit]')

const fillFirstPage = async (email: string, authority: string) => {
  await page.check('[name=role][value=officer]')
  await page.fill('#authority-name', authority)
  await page.selectOption('#authority-country', 'NL')
  await page.check('[name="items.0.direction"][value=offer]')
  await page.selectOption('#items-0-theme', 'waste-management')
  await page.fill('#items-0-description', 'Separate collection in dense districts')
  await page.check('[name="items.0.visibility"][value=public]')
  await page.fill('#email', email)
}
const open = (path: string, language: Language = 'en') => page.goto(`${run.siteUrl}${path}?lang=${language}`)
const confirmed = async (email: string, n: number) => {
  const link = linksIn(await mailTo(run, email, n)).find((each) => each.includes('/survey/confirmations/'))
  await page.goto(link ?? '')
  await press()
}
const signedIn = async (email: string, n: number) => {
  await open('/my/sign-in-links')
  await page.fill('#email', email)
  await page.click('main button[type=submit]')
  const link = linksIn(await mailTo(run, email, n)).find((each) => each.includes('/my/sign-in-links/'))
  await page.goto(link ?? '')
  await page.click('main button[type=submit]')
}

describe('the survey', () => {
  it('asks of people what the README says (npm run bench -- effort --write)', async () => {
    const efforts = await surveyEfforts(run, browser)
    const kept = JSON.parse(readFileSync('test/bench/results/effort.json', 'utf8')) as { rows: string[][] }
    const counted = (rows: readonly (readonly string[])[]) =>
      rows.map(([what, fields, clicks]) => `${what}: ${fields} fields, ${clicks} clicks`)
    expect(counted(kept.rows)).toEqual(
      counted(Object.entries(efforts).map(([what, effort]) => effortRow(what, effort))),
    )
  })

  it('keeps what was typed when somebody looks elsewhere and comes back', async () => {
    await open('/survey')
    await fillFirstPage('elsewhere@example.org', 'Elsewheretown')
    await page.click('footer a[href*="/privacy/"]')
    await page.goBack()
    expect(await page.inputValue('#authority-name')).toBe('Elsewheretown')
    expect(await page.inputValue('#email')).toBe('elsewhere@example.org')
    expect(await page.inputValue('#items-0-theme')).toBe('waste-management')
    expect(await page.isChecked('[name=role][value=officer]')).toBe(true)
    // Sent from there, it is what it would have been at once.
    await press()
    expect(await page.textContent('h1')).toBe(messagesIn('en')('survey.sent.title'))
    await page.goBack()
    expect(await page.inputValue('#items-0-description')).toBe('Separate collection in dense districts')
  })

  it('says more on further pages, and loses nothing when the connection is cut between them', async () => {
    await open('/survey')
    await fillFirstPage('full@example.org', 'Fulltown')
    await press('further')
    expect(await page.textContent('h1')).toBe(messagesIn('en')('survey.draft.page.items'))
    await press('add-request')
    await page.selectOption('#items-1-theme', 'water-supply')
    await page.fill('#items-1-description', 'How to find leaks in old pipes')
    await page.check('[name="items.1.visibility"][value=registered]')
    await page.click('fieldset:nth-of-type(2) summary')
    await page.check('[name="items.1.formats[]"][value=study-visit]')
    await page.fill('#items-1-purpose', 'A plan for the network')
    await page.selectOption('#items-1-timeframe', 'within-a-year')
    await press('next')
    await page.selectOption('#authority-tier', 'municipality')
    await page.fill('#authority-population', '104000')
    await page.check('[name="languages[]"][value=en]')

    await context.setOffline(true)
    await expect(
      Promise.all([page.waitForNavigation({ timeout: 5000 }), page.click('main button.quiet[value=check]')]),
    ).rejects.toThrow()
    await context.setOffline(false)

    const link = linksIn(await mailTo(run, 'full@example.org')).find((each) =>
      each.includes('/survey/drafts/'),
    )
    await page.goto(link ?? '')
    expect(await page.inputValue('#items-1-description')).toBe('How to find leaks in old pipes')
    expect(await page.isChecked('[name="items.1.formats[]"][value=study-visit]')).toBe(true)
    expect(await page.isChecked('[name="items.1.visibility"][value=registered]')).toBe(true)

    await press('next')
    await page.selectOption('#authority-tier', 'municipality')
    await page.fill('#authority-population', '104000')
    await page.fill('#authority-website', 'https://www.fulltown.example.org')
    await page.check('[name="languages[]"][value=en]')
    await page.check('[name=interpretation][value=yes]')
    await page.fill('#capacity', '2')
    await page.selectOption('#availability', 'later')
    await press('next')
    expect(await page.textContent('main')).toContain('A plan for the network')
    await press('send')
    await confirmed('full@example.org', 2)
    expect(await page.textContent('h1')).toBe(messagesIn('en')('survey.confirmed.public.title'))
  })

  it('is filled in on whatever connection: cut at any button, all is there again, and it is sent once', async () => {
    /** Presses a button while the connection is cut, comes back, and finds the page as it was left. */
    const cutAt = async (action: string | undefined, left: Readonly<Record<string, string>>) => {
      await context.setOffline(true)
      await press(action).catch(() => {})
      await page.waitForURL('chrome-error://**')
      await context.setOffline(false)
      await page.goBack()
      for (const [field, value] of Object.entries(left)) expect(await page.inputValue(field)).toBe(value)
    }
    await open('/survey')
    await fillFirstPage('cut@example.org', 'Cuttown')
    await cutAt('further', { '#authority-name': 'Cuttown', '#email': 'cut@example.org' })
    await press('further')
    await page.fill('#items-0-description', 'Collection by cargo bike')
    await page.click('fieldset.group summary')
    await page.fill('#items-0-purpose', 'Quiet mornings')
    await cutAt('next', {
      '#items-0-description': 'Collection by cargo bike',
      '#items-0-purpose': 'Quiet mornings',
    })
    await press('next')
    await page.fill('#capacity', '3')
    await cutAt('check', { '#capacity': '3' })
    await press('check')
    expect(await page.textContent('main')).toContain('Quiet mornings')
    await cutAt('send', {})
    await press('send')
    expect(await page.textContent('h1')).toBe(messagesIn('en')('survey.sent.title'))
    await mailTo(run, 'cut@example.org', 2)
    expect(await mailsTo(run, 'cut@example.org')).toHaveLength(2)
  })

  it('is sent once, too, when only the answer was cut off and somebody sends again', async () => {
    await open('/survey')
    await fillFirstPage('unheard@example.org', 'Unheardtown')
    await page.route('**/survey?*', async (route) => {
      await route.fetch({ maxRedirects: 0 })
      await route.abort('connectionreset')
    })
    await press().catch(() => {})
    await page.waitForURL('chrome-error://**')
    await page.unroute('**/survey?*')
    await page.goBack()
    await press()
    expect(await page.textContent('h1')).toBe(messagesIn('en')('survey.sent.title'))
    await mailTo(run, 'unheard@example.org')
    await run.fire('send-bulk-notices')
    expect(await mailsTo(run, 'unheard@example.org')).toHaveLength(1)
  })

  it('is answered again from all that stands there, and shows what changes', async () => {
    await signedIn('full@example.org', 3)
    await page.click('form[action*="/drafts"] button')
    expect(await page.inputValue('#items-0-description')).toBe('Separate collection in dense districts')
    await page.fill('#items-0-description', 'Separate collection with fewer lorries')
    await press('check')
    const marked = await page.locator('main mark').allTextContents()
    expect(marked).toEqual(['Separate collection with fewer lorries'])
    await takePicture(page, 'survey-check-changes')
    await press('send')
    expect(await page.textContent('main')).toContain(messagesIn('en')('my.done.changed'))
  })
})

describe('a draft’s pages', () => {
  const pages = ['start', 'items', 'authority', 'check'] as const
  let draft = ''

  beforeAll(async () => {
    await open('/survey')
    await fillFirstPage('pages@example.org', 'Gemeente Utrecht')
    await press('further')
    await press('add-request')
    draft = new URL(page.url()).pathname.replace('/items', '')
  })

  it.each(languages)('are accessible, fit 320 px and weigh at most 60 kB, in %s', async (language) => {
    const scripted = await (await browser.newContext({ viewport: { width: 320, height: 800 } })).newPage()
    for (const name of pages) {
      const answer = await scripted.goto(`${run.siteUrl}${draft}/${name}?lang=${language}`)
      const bytes = gzipSync((await answer?.body()) ?? '').length
      console.log(`${name} in ${language}: ${(bytes / 1000).toFixed(1)} kB`)
      expect(bytes).toBeLessThan(60_000)
      expect(await accessibilityViolations(scripted), `${name} in ${language}`).toEqual([])
      expect(await overflows(scripted), `${name} in ${language}`).toBe(false)
      if (language === 'en' || language === 'ar')
        await takePicture(scripted, `survey-draft-${name}-${language}`)
    }
    await scripted.close()
  })

  it('are filled in and left by keyboard alone; enter goes on, and takes out no row', async () => {
    await page.goto(`${run.siteUrl}${draft}/authority?lang=en`)
    await page.focus('#authority-population')
    await page.keyboard.type('361924')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/check/)
    await page.goto(`${run.siteUrl}${draft}/items?lang=en`)
    await page.click('fieldset:nth-of-type(1) summary')
    await page.focus('#items-0-evidence')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/authority/)
    await page.goto(`${run.siteUrl}${draft}/items?lang=en`)
    // The request that was added and left as it was is gone; the offer is not.
    expect(await page.locator('fieldset.group').count()).toBe(1)
    await page.goto(`${run.siteUrl}${draft}/authority?lang=en`)
    expect(await page.inputValue('#authority-population')).toBe('361924')
  })

  it('say what is wrong at the field and keep it', async () => {
    await page.goto(`${run.siteUrl}${draft}/authority?lang=en`)
    await page.fill('#authority-website', 'utrecht')
    await press('next')
    expect(await page.textContent('#authority-website-failure')).toBe(
      messagesIn('en')('failures.bad-website'),
    )
    expect(await page.inputValue('#authority-website')).toBe('utrecht')
    await takePicture(page, 'survey-draft-mistake')
  })
})
