import { mkdtempSync, rmSync } from 'node:fs'
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
import { linksIn, mailTo } from '../../support/inbox.ts'

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

/** What a person does: typing a text or choosing counts as a field, pressing a button as a click. */
const done = { fields: 0, clicks: 0 }
const begin = () => Object.assign(done, { fields: 0, clicks: 0 })
const type = async (field: string, text: string) => {
  done.fields++
  await page.fill(field, text)
}
const choose = async (field: string, value: string) => {
  done.fields++
  await page.selectOption(field, value)
}
const check = async (field: string) => {
  done.fields++
  await page.check(field)
}
const press = async (action?: string) => {
  done.clicks++
  await page.click(
    action ? `main button[name=action][value=${action}]:not(.heard)` : 'main button[type=submit]',
  )
}
const said = () => `${done.fields} fields, ${done.clicks} clicks`

const fillFirstPage = async (email: string, authority: string) => {
  await check('[name=role][value=officer]')
  await type('#authority-name', authority)
  await choose('#authority-country', 'NL')
  await check('[name="items.0.direction"][value=offer]')
  await choose('#items-0-theme', 'waste-management')
  await type('#items-0-description', 'Separate collection in dense districts')
  await check('[name="items.0.visibility"][value=public]')
  await type('#email', email)
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
  it('is sent in its shortest form with eight fields', async () => {
    begin()
    await open('/survey')
    await fillFirstPage('short@example.org', 'Shorttown')
    await press()
    expect(await page.textContent('h1')).toBe(messagesIn('en')('survey.sent.title'))
    await confirmed('short@example.org', 1)
    console.log(`shortest submission: ${said()}`)
    expect(done).toEqual({ fields: 8, clicks: 2 })
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

  it('is confirmed for another year with one button', async () => {
    await signedIn('short@example.org', 2)
    begin()
    await page.click('form[action*="/reconfirmation"] button')
    done.clicks++
    console.log(`yearly renewal, signed in: ${said()}`)
    expect(await page.textContent('main')).toContain(messagesIn('en')('my.done.reconfirmed'))
  })

  it('says more on further pages, and loses nothing when the connection is cut between them', async () => {
    begin()
    await open('/survey')
    await fillFirstPage('full@example.org', 'Fulltown')
    await press('further')
    expect(await page.textContent('h1')).toBe(messagesIn('en')('survey.draft.page.items'))
    await press('add-request')
    await choose('#items-1-theme', 'water-supply')
    await type('#items-1-description', 'How to find leaks in old pipes')
    await check('[name="items.1.visibility"][value=registered]')
    await page.click('fieldset:nth-of-type(2) summary')
    await check('[name="items.1.formats[]"][value=study-visit]')
    await type('#items-1-purpose', 'A plan for the network')
    await choose('#items-1-timeframe', 'within-a-year')
    await press('next')
    await choose('#authority-tier', 'municipality')
    await type('#authority-population', '104000')
    await check('[name="languages[]"][value=en]')

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
    await choose('#authority-tier', 'municipality')
    await type('#authority-population', '104000')
    await type('#authority-website', 'https://www.fulltown.example.org')
    await check('[name="languages[]"][value=en]')
    await check('[name=interpretation][value=yes]')
    await type('#capacity', '2')
    await choose('#availability', 'later')
    await press('next')
    expect(await page.textContent('main')).toContain('A plan for the network')
    await press('send')
    await confirmed('full@example.org', 2)
    console.log(`full submission, its authority page twice: ${said()}`)
    expect(await page.textContent('h1')).toBe(messagesIn('en')('survey.confirmed.public.title'))
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
