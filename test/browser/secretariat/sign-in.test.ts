import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LocalRun, startLocalRun } from '../../../infra/local/local-run.ts'
import type { Templates } from '../../../infra/local/templates/cloudformation.ts'
import { type Language, languages } from '../../../shared/messages/languages.ts'
import { messagesIn } from '../../../shared/messages/messages.ts'
import { accessibilityViolations, launchBrowser, overflows, takePicture } from '../../support/browser.ts'
import { freePorts } from '../../support/free-ports.ts'
import { linksIn, mailsTo, mailTo } from '../../support/inbox.ts'
import { aSurvey } from '../../support/surveys.ts'

/** Signing in by mail and through the issuer, by keyboard alone, over the deployed wiring of a stage that reviews. */
let run: LocalRun
let browser: Browser
const dataFolder = mkdtempSync(join(tmpdir(), 'peer-register-sign-in-'))

const reviewing = (templates: Templates): Templates =>
  JSON.parse(JSON.stringify(templates).replaceAll('"REVIEW":"at-once"', '"REVIEW":"before-publishing"'))

beforeAll(async () => {
  run = await startLocalRun({ port: await freePorts(4), dataFolder, empty: true, templates: reviewing })
  await run.demonstration
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await run?.stop()
  rmSync(dataFolder, { recursive: true, force: true })
})

const json = { accept: 'application/json', 'content-type': 'application/json' }
const post = (address: string, body: unknown) =>
  fetch(address, { method: 'POST', headers: json, body: JSON.stringify(body) })

/** Answers and confirms as an authority would; the entry waits for review then. */
const answered = async (name: string, email: string, language: Language): Promise<void> => {
  const survey = aSurvey({ authority: { name, country: 'NL' }, email, digest: 'weekly' })
  await post(`${run.siteUrl}/survey?lang=${language}`, survey)
  const mail = await mailTo(run, email)
  const link = linksIn(mail).find((each) => each.includes('/survey/confirmations/')) ?? ''
  expect((await post(link, {})).status).toBe(200)
}

/** Goes to a control by the Tab key alone and presses Enter (or Space) on it. */
const press = async (page: Page, selector: string, key = 'Enter') => {
  for (let tabs = 0; tabs < 60; tabs++) {
    await page.keyboard.press('Tab')
    if (await page.evaluate(`document.activeElement?.matches(${JSON.stringify(selector)}) ?? false`)) {
      // Enter leads to another page, be it the same one again.
      await Promise.all([key === 'Enter' ? page.waitForEvent('load') : undefined, page.keyboard.press(key)])
      return
    }
  }
  throw new Error(`the Tab key never comes to ${selector}`)
}
const headed = (page: Page, heading: string) =>
  page.getByRole('heading', { level: 1, name: heading, exact: true }).waitFor()
/** Presses a button that leads to another page, and waits for that page's heading. */
const pressFor = async (page: Page, selector: string, heading: string) => {
  await press(page, selector)
  await headed(page, heading)
}
const looked = async (page: Page, name: string) => {
  expect(await accessibilityViolations(page), name).toEqual([])
  expect(await overflows(page), name).toBe(false)
  await takePicture(page, name)
}
const opened = async (width: number) =>
  (await browser.newContext({ viewport: { width, height: 844 } })).newPage()

describe.each(languages)('a respondent, in %s,', (language) => {
  const t = messagesIn(language)
  const email = `sign-in-${language}@example.org`

  it('signs in by a mailed link, chooses how often to be mailed, and signs out, by keyboard alone', async () => {
    await answered(`Gemeente Zeist ${language}`, email, language)
    const page = await opened(390)
    await page.goto(`${run.siteUrl}/my/session?lang=${language}`)
    expect(await page.textContent('h1')).toBe(t('my.sign-in.title'))
    await looked(page, `sign-in-${language}`)
    await page.focus('#email')
    await page.keyboard.type(email)
    await page.keyboard.press('Enter')
    await headed(page, t('my.link-asked.title'))
    await looked(page, `sign-in-asked-${language}`)

    const mail = await mailTo(run, email, 2)
    const link = linksIn(mail).find((each) => each.includes('/my/sign-in-links/')) ?? ''
    // A program that follows links signs nobody in and uses nothing up.
    await fetch(link, { headers: { accept: 'text/html' } })
    await page.goto(link)
    expect(await page.textContent('h1')).toBe(t('my.use-link.title'))
    await looked(page, `sign-in-link-${language}`)
    // Back to the page for which one had to sign in.
    await pressFor(page, 'main button[type=submit]', t('my.session.title'))
    await page.goto(`${run.siteUrl}/my?lang=${language}`)
    const text = await page.textContent('main')
    expect(text).toContain(`Gemeente Zeist ${language}`)
    expect(text).toContain(t('my.state.awaiting-review'))
    expect(await page.textContent('nav.main')).toContain(t('pages.my-entry'))
    const cookies = await page.context().cookies()
    expect(cookies.find(({ name }) => name === '__Host-my')).toMatchObject({
      httpOnly: true,
      secure: true,
      sameSite: 'Lax',
      path: '/',
    })

    await page.focus('[name=digest][value=weekly]')
    await page.keyboard.press('ArrowDown')
    await pressFor(page, 'form[action*="/my/preferences"] button', t('my.title'))
    expect(await page.textContent('.notice')).toContain(t('my.done.preferences'))
    expect(await page.isChecked('[name=digest][value=monthly]')).toBe(true)
    await looked(page, `my-${language}`)

    await pressFor(page, 'button[name=end][value=here]', t('my.signed-out.title'))
    await looked(page, `signed-out-${language}`)
    await page.goto(`${run.siteUrl}/my?lang=${language}`)
    expect(await page.textContent('h1')).toBe(t('my.sign-in.title'))
    await page.goto(link)
    expect(await page.textContent('main')).toContain(t('failures.used-sign-in-link'))
    await page.context().close()
  })
})

describe.each(['en', 'ar'] as const)('an officer, in %s,', (language) => {
  const t = messagesIn(language)

  it('signs in through the issuer, publishes one entry and returns one, by keyboard alone', async () => {
    const [toPublish, toReturn] = [`publish-${language}@example.org`, `return-${language}@example.org`]
    await answered(`Stad Goes ${language}`, toPublish, language)
    await answered(`Stad Hulst ${language}`, toReturn, language)
    const page = await opened(1280)
    await page.goto(`${run.siteUrl}/secretariat/session?lang=${language}`)
    expect(await page.textContent('h1')).toBe(t('secretariat.sign-in.title'))
    await looked(page, `desk-sign-in-${language}`)
    await pressFor(page, 'main a.button', 'Who are you?')
    expect(await accessibilityViolations(page)).toEqual([])
    await pressFor(page, 'button[value="officer@example.org"]', t('secretariat.session.title'))
    await page.goto(`${run.siteUrl}/secretariat?lang=${language}`)
    expect(await page.textContent('ol.results')).toContain(`Stad Goes ${language}`)
    await looked(page, `desk-${language}`)

    await page.getByRole('link', { name: `Stad Goes ${language}` }).focus()
    await page.keyboard.press('Enter')
    await page.waitForSelector('button[value=publish]')
    expect(await page.textContent('main')).toContain(toPublish)
    await looked(page, `desk-entry-${language}`)
    await pressFor(page, 'button[value=publish]', t('secretariat.waiting.title'))
    expect(await page.textContent('.notice')).toContain(t('secretariat.done.public'))
    expect((await mailTo(run, toPublish, 2)).text).toContain('/register/')

    await page.getByRole('link', { name: `Stad Hulst ${language}` }).focus()
    await page.keyboard.press('Enter')
    await page.waitForSelector('button[value=return]')
    await press(page, 'button[value=return]')
    await page.waitForSelector('#words-failure')
    expect(await page.textContent('#words-failure')).toBe(t('failures.words-needed'))
    await looked(page, `desk-entry-words-${language}`)
    await page.focus('#words')
    await page.keyboard.type('Which service of the city answers?')
    await pressFor(page, 'button[value=return]', t('secretariat.waiting.title'))
    expect(await page.textContent('.notice')).toContain(t('secretariat.done.returned'))
    const returned = await mailTo(run, toReturn, 2)
    expect(returned.text).toContain('Which service of the city answers?')
    expect(returned.text).toContain(`/my?lang=${language}`)
    expect(returned.text, 'where the answers would be asked for anew').not.toContain('/survey')

    const index = await fetch(`${run.siteUrl}/register?q=${encodeURIComponent('Stad')}`, { headers: json })
    const names = JSON.stringify(await index.json())
    expect(names).toContain(`Stad Goes ${language}`)
    expect(names).not.toContain(`Stad Hulst ${language}`)

    await page.goto(`${run.siteUrl}/secretariat/users?lang=${language}`)
    expect(await page.textContent('h1')).toBe(t('failures.title.not-allowed'))
    await page.goto(`${run.siteUrl}/secretariat/session?lang=${language}`)
    await looked(page, `desk-session-${language}`)
    await pressFor(page, 'button[name=end][value=everywhere]', t('secretariat.sign-in.title'))
    await page.context().close()
  })

  it('is made so by an administrator, whose pages are accessible, too', async () => {
    const page = await opened(390)
    await page.goto(`${run.siteUrl}/secretariat/sign-in/start`)
    await pressFor(
      page,
      'button[value="administrator@example.org"]',
      messagesIn('en')('secretariat.waiting.title'),
    )
    await page.goto(`${run.siteUrl}/secretariat/users?lang=${language}`)
    await page.focus('#email')
    await page.keyboard.type(`new-${language}@example.org`)
    await press(page, '[name=role]', 'Space')
    await pressFor(page, 'form[action*="/secretariat/users"] > button', t('secretariat.users.title'))
    expect(await page.textContent('main')).toContain(`new-${language}@example.org`)
    await looked(page, `desk-users-${language}`)
    await page.goto(`${run.siteUrl}/secretariat/audit?lang=${language}`)
    await looked(page, `desk-audit-${language}`)
    await page.context().close()
  })
})

it('nobody is mailed a link whose address is unknown', async () => {
  await post(`${run.siteUrl}/my/sign-in-links`, { email: 'unknown@example.org' })
  await post(`${run.siteUrl}/my/sign-in-links`, { email: 'sign-in-en@example.org' })
  await mailTo(run, 'sign-in-en@example.org', 2)
  expect(await mailsTo(run, 'unknown@example.org')).toEqual([])
})
