import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LocalRun, startLocalRun } from '../../../infra/local/local-run.ts'
import type { Language } from '../../../shared/messages/languages.ts'
import { messagesIn } from '../../../shared/messages/messages.ts'
import { accessibilityViolations, launchBrowser, overflows, takePicture } from '../../support/browser.ts'
import { freePorts } from '../../support/free-ports.ts'
import { linksIn, mailsTo, mailTo } from '../../support/inbox.ts'

/** The whole way of a newcomer, through real pages, the real inbox and the deployed wiring. */
let run: LocalRun
let browser: Browser
let page: Page
const dataFolder = mkdtempSync(join(tmpdir(), 'peer-register-flow-'))

beforeAll(async () => {
  run = await startLocalRun({ port: await freePorts(4), dataFolder, empty: true })
  browser = await launchBrowser()
  // No script anywhere: what works here works on any phone.
  page = await (
    await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } })
  ).newPage()
})

afterAll(async () => {
  await browser?.close()
  await run?.stop()
  rmSync(dataFolder, { recursive: true, force: true })
})

type Answers = {
  readonly authority: string
  readonly country: string
  readonly direction: 'offer' | 'request'
  readonly theme: string
  readonly description: string
  readonly email: string
  readonly digest: boolean
}

const open = (path: string, language: Language) => page.goto(`${run.siteUrl}${path}?lang=${language}`)

const fillSurvey = async (answers: Answers) => {
  await page.check('[name=role][value=officer]')
  await page.fill('#authority-name', answers.authority)
  await page.selectOption('#authority-country', answers.country)
  await page.check(`[name="items.0.direction"][value=${answers.direction}]`)
  await page.selectOption('#items-0-theme', answers.theme)
  await page.fill('#items-0-description', answers.description)
  await page.check('[name="items.0.visibility"][value=public]')
  await page.fill('#email', answers.email)
  if (answers.digest) await page.check('[name=digest]')
}

/** Sends the survey, opens the mailed link and presses its button; gives the entry's id. */
const answerAndConfirm = async (answers: Answers, language: Language): Promise<string> => {
  const t = messagesIn(language)
  await open('/survey', language)
  await fillSurvey(answers)
  await page.click('main button[type=submit]')
  expect(await page.textContent('h1')).toBe(t('survey.sent.title'))
  const mail = await mailTo(run, answers.email)
  const link = linksIn(mail).find((each) => each.includes('/survey/confirmations/'))
  expect(link, 'the mail has the confirmation link').toBeDefined()
  await page.goto(link as string)
  expect(await page.textContent('h1')).toBe(t('survey.confirm.title'))
  expect(await page.textContent('main')).toContain(answers.authority)
  await page.click('main button[type=submit]')
  expect(await page.textContent('h1')).toBe(t('survey.confirmed.public.title'))
  return new URL(page.url()).pathname.split('/').at(-1) ?? ''
}

describe.each<{ language: Language; offer: Answers; request: Answers; word: string }>([
  {
    language: 'en',
    offer: {
      authority: 'Gemeente Utrecht',
      country: 'NL',
      direction: 'offer',
      theme: 'waste-management',
      description: 'Separate collection of household waste in dense districts, with fewer lorries',
      email: 'waste@utrecht.example.org',
      digest: true,
    },
    request: {
      authority: 'Bashkia Tiranë',
      country: 'AL',
      direction: 'request',
      theme: 'waste-management',
      description: 'How to begin separate collection of household waste in dense districts',
      email: 'mjedisi@tirana.example.org',
      digest: true,
    },
    word: 'Abfallwirtschaft',
  },
  {
    language: 'ar',
    offer: {
      authority: 'Comune di Palermo',
      country: 'IT',
      direction: 'offer',
      theme: 'fisheries',
      description: 'إدارة ميناء صيد صغير وسوق السمك مع الصيادين',
      email: 'pesca@palermo.example.org',
      digest: true,
    },
    request: {
      authority: 'بلدية زليتن',
      country: 'LY',
      direction: 'request',
      theme: 'fisheries',
      description: 'نريد أن نتعلّم إدارة ميناء صيد صغير وسوق السمك',
      email: 'zliten@example.org',
      digest: true,
    },
    word: 'زليتن',
  },
])('a newcomer, in $language,', ({ language, offer, request, word }) => {
  const t = messagesIn(language)
  const named = (name: string) => (language === 'en' ? name : `${name}-${language}`)
  const picture = (name: string) => takePicture(page, named(name))
  let offerId = ''
  let requestId = ''

  it('fills in the survey by keyboard-friendly, accessible fields and loses nothing to a mistake', async () => {
    await open('/survey', language)
    expect(await page.getAttribute('html', 'lang')).toBe(language)
    expect(await page.getAttribute('html', 'dir')).toBe(language === 'ar' ? 'rtl' : 'ltr')
    expect(await overflows(page)).toBe(false)
    await fillSurvey({ ...offer, email: 'no-address' })
    await picture('survey')
    await page.evaluate("document.querySelector('main h1').scrollIntoView()")
    await takePicture(page, named('survey-first-screen'), { firstScreen: true })
    await page.click('main button[type=submit]')
    expect(await page.textContent('#email-failure')).toBe(t('failures.bad-email'))
    expect(await page.inputValue('#authority-name')).toBe(offer.authority)
    expect(await page.inputValue('#items-0-description')).toBe(offer.description)
    expect(await page.isChecked('[name="items.0.visibility"][value=public]')).toBe(true)
    expect(await page.isChecked('[name=digest]')).toBe(true)
    await picture('survey-mistake')
  })

  it('confirms by the link in the mail, and only by its button', async () => {
    offerId = await answerAndConfirm(offer, language)
    await picture('confirmed')
    requestId = await answerAndConfirm(request, language)
    expect(offerId).toMatch(/^[0-9a-z]{20}$/)
    expect(requestId).not.toBe(offerId)
  })

  it('is found in the register at once, by a word, with facet counts', async () => {
    await page.goto(`${run.siteUrl}/register?lang=${language}&q=${encodeURIComponent(word)}`)
    expect(await page.textContent('main')).toContain(request.authority)
    expect(await overflows(page)).toBe(false)
    await page.goto(`${run.siteUrl}/register/${offerId}?lang=${language}`)
    expect(await page.textContent('h1')).toContain(offer.authority)
    await picture('entry')
  })

  it('is matched to a peer, with reasons', async () => {
    await open('/matchmaking', language)
    await page.selectOption('[name="request.theme"]', request.theme)
    await page.fill('[name="request.description"]', request.description)
    await page.click('main button[type=submit]')
    const text = await page.textContent('main')
    expect(text).toContain(offer.authority)
    expect(await page.locator('.reasons li').count()).toBeGreaterThan(1)
    expect(await overflows(page)).toBe(false)
  })

  it('gets the new suggestions of the week, once, and stops them with one click', async () => {
    await run.fire('plan-digests')
    await run.fire('plan-digests')
    await run.fire('send-bulk-notices')
    const mail = await mailTo(run, request.email, 2)
    expect(mail.text).toContain(offer.authority)
    expect(mail.html).toContain(`dir="${language === 'ar' ? 'rtl' : 'ltr'}"`)
    await run.fire('send-bulk-notices')
    expect(await mailsTo(run, request.email)).toHaveLength(2)
    const unsubscribe =
      (mail.headers.get('list') as { unsubscribe?: { url?: string } }).unsubscribe?.url ?? ''
    const stop = `${new URL(unsubscribe).pathname}`
    const answer = await fetch(`${run.siteUrl}${stop}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'List-Unsubscribe=One-Click',
    })
    expect(answer.status).toBe(200)
    // A page of its own: the site's policy would forbid a mail's styles.
    const letter = await browser.newPage({ viewport: { width: 390, height: 844 } })
    await letter.setContent(mail.html || '')
    await takePicture(letter, named('digest'), { firstScreen: true })
    await letter.close()
  })
})

it('every page on the way is accessible', async () => {
  const scripted = await (await browser.newContext()).newPage()
  for (const language of ['en', 'ar'])
    for (const path of [
      '/',
      '/survey',
      '/register',
      '/matchmaking',
      '/programmes',
      '/survey/sent',
      '/no-such-page',
    ]) {
      await scripted.goto(`${run.siteUrl}${path}?lang=${language}`)
      expect(await accessibilityViolations(scripted), `${path} in ${language}`).toEqual([])
    }
})
