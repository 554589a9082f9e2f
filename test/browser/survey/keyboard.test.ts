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
import { linksIn, mailTo } from '../../support/inbox.ts'

/**
 * The whole survey by keyboard alone, on a screen of 320 px without script: first page, further pages and gates, the
 * mail's link, confirmed. Every state of a page on the way is looked at.
 */
let run: LocalRun
let browser: Browser
let page: Page
/** Where a page is looked at: the checker needs script. */
let copy: Page
const dataFolder = mkdtempSync(join(tmpdir(), 'peer-register-keyboard-'))
const screen = { width: 320, height: 700 }

beforeAll(async () => {
  run = await startLocalRun({ port: await freePorts(4), dataFolder, empty: true })
  browser = await launchBrowser()
  page = await (await browser.newContext({ javaScriptEnabled: false, viewport: screen })).newPage()
  copy = await (await browser.newContext({ viewport: screen })).newPage()
}, 180_000)

afterAll(async () => {
  await browser?.close()
  await run?.stop()
  rmSync(dataFolder, { recursive: true, force: true })
})

const focused = <T>(expression: string): Promise<T> =>
  page.evaluate(`(() => { const it = document.activeElement; return ${expression} })()`)

/** Goes on by the tab key until the focus is on such an element, which shows it. */
const tabTo = async (selector: string): Promise<void> => {
  for (let times = 0; times < 400; times++) {
    if (await focused<boolean>(`it.matches(${JSON.stringify(selector)})`)) {
      const seen = await focused<boolean>(`(() => {
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(it)
        const { top, bottom, width, height } = it.getBoundingClientRect()
        return (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 || boxShadow !== 'none')
          && bottom > 0 && top < innerHeight && width > 0 && height > 0
      })()`)
      expect(seen, `the focus on ${selector} can be seen`).toBe(true)
      return
    }
    await page.keyboard.press('Tab')
  }
  throw new Error(`no tab leads to ${selector}`)
}
const type = async (id: string, text: string) => {
  await tabTo(`#${id}`)
  await page.keyboard.type(text)
}
/** From a list, by the arrows. */
const choose = async (id: string, value: string) => {
  await tabTo(`#${id}`)
  for (let times = 0; (await page.inputValue(`#${id}`)) !== value; times++) {
    if (times > 60) throw new Error(`no arrow leads to ${value}`)
    await page.keyboard.press('ArrowDown')
  }
}
/** Of a group of which one is chosen: the tab key finds the group, the arrows its members. */
const pick = async (name: string, value: string) => {
  await tabTo(`[name="${name}"]`)
  await page.keyboard.press('Space')
  for (let times = 0; !(await focused<boolean>(`it.value === ${JSON.stringify(value)}`)); times++) {
    if (times > 20) throw new Error(`no arrow leads to ${value}`)
    await page.keyboard.press('ArrowDown')
  }
  expect(await page.isChecked(`[name="${name}"][value="${value}"]`)).toBe(true)
}
const tick = async (name: string, value: string) => {
  await tabTo(`[name="${name}"][value="${value}"]`)
  await page.keyboard.press('Space')
  expect(await page.isChecked(`[name="${name}"][value="${value}"]`)).toBe(true)
}
const press = async (selector: string) => {
  await tabTo(selector)
  const loaded = page.waitForNavigation()
  await page.keyboard.press('Enter')
  await loaded
}
const heading = () => page.textContent('h1')

/** Nothing that axe finds, nothing beside the screen; a picture of it. */
const lookedAt = async (state: string) => {
  await copy.setContent(await page.content())
  expect(await accessibilityViolations(copy), state).toEqual([])
  expect(await overflows(page), state).toBe(false)
  await takePicture(page, `survey-keyboard-${state}`)
}

const send = 'main button[type=submit]:not([name])'
const action = (value: string) => `main button[name=action][value="${value}"]:not(.heard)`

describe.each<{ language: Language; authority: string; sentences: readonly [string, string] }>([
  {
    language: 'en',
    authority: 'Gemeente Utrecht',
    sentences: ['Separate collection in dense districts', 'How to find leaks in old pipes'],
  },
  {
    language: 'ar',
    authority: 'بلدية زليتن',
    sentences: ['فرز النفايات في أحياء كثيفة السكان', 'كيف نجد التسرّب في الأنابيب القديمة'],
  },
])('in $language, the survey', ({ language, authority, sentences }) => {
  const t = messagesIn(language)
  const email = `keyboard-${language}@example.org`
  const country = language === 'en' ? ('NL' as const) : ('LY' as const)
  const state = (name: string) => `${name}-${language}`

  it('says what is missing, and leads to each field of it', async () => {
    await page.goto(`${run.siteUrl}/survey?lang=${language}`)
    await lookedAt(state('first-page'))
    await press(send)
    await lookedAt(state('all-missing'))
    expect(await focused('it.className')).toBe('summary')
    const links = await page.locator('.summary a').all()
    expect(links.length).toBeGreaterThan(5)
    for (const each of links) {
      const link = (await each.getAttribute('href')) ?? ''
      await page.focus('.summary')
      await tabTo(`.summary a[href$="${link}"]`)
      await page.keyboard.press('Enter')
      expect(`#${await focused('it.id')}`).toBe(link)
    }
  })

  it('is filled in from the first page to the last, and sent', async () => {
    await page.goto(`${run.siteUrl}/survey?lang=${language}`)
    await pick('role', 'officer')
    await type('authority-name', authority)
    await choose('authority-country', country)
    await pick('items.0.direction', 'offer')
    await choose('items-0-theme', 'waste-management')
    await type('items-0-description', sentences[0])
    await pick('items.0.visibility', 'public')
    await type('email', email)
    await tick('digest', 'weekly')
    await press(action('further'))

    expect(await heading()).toBe(t('survey.draft.page.items'))
    await lookedAt(state('items'))
    await press(action('add-request'))
    await choose('items-1-theme', 'water-supply')
    await press(action('next'))
    await lookedAt(state('items-missing'))
    await type('items-1-description', sentences[1])
    await pick('items.1.visibility', 'registered')
    await tabTo('fieldset.group:nth-of-type(2) summary')
    await page.keyboard.press('Enter')
    await tick('items.1.formats[]', 'study-visit')
    await tick('items.1.programmes[]', 'taiex')
    await type('items-1-evidence', '2')
    await choose('items-1-timeframe', 'later')
    await tick('items.1.countries[]', 'LY')
    await lookedAt(state('items-unfolded'))
    await press(action('next'))

    expect(await heading()).toBe(t('survey.draft.page.authority'))
    await lookedAt(state('authority'))
    await choose('authority-tier', 'municipality')
    await type('authority-website', 'example')
    await press(action('next'))
    expect(await page.textContent('#authority-website-failure')).toBe(t('failures.bad-website'))
    await lookedAt(state('authority-wrong'))
    await tabTo('#authority-website')
    await page.keyboard.press('ControlOrMeta+A')
    await page.keyboard.type('https://www.example.org')
    await tick('languages[]', 'en')
    await pick('interpretation', 'yes')
    await type('capacity', '2')
    await press(action('next'))

    expect(await heading()).toBe(t('survey.draft.page.programmes'))
    await lookedAt(state('programmes'))
    await tick('programmeAnswers.acquisChapters[]', '27')
    await pick('programmeAnswers.publicOfficial', 'yes')
    await press(action('next'))

    expect(await heading()).toBe(t('survey.draft.page.check'))
    for (const sentence of [...sentences, 'https://www.example.org'])
      expect(await page.textContent('main')).toContain(sentence)
    await lookedAt(state('check'))
    await press(action('send'))
    expect(await heading()).toBe(t('survey.sent.title'))
    await lookedAt(state('sent'))
  })

  it('is confirmed by the mail’s link, once', async () => {
    const mail = await mailTo(run, email, 2)
    const link = linksIn(mail).find((each) => each.includes('/survey/confirmations/')) ?? ''
    await page.goto(link)
    await lookedAt(state('confirm'))
    await press(send)
    expect(await heading()).toBe(t('survey.confirmed.public.title'))
    await lookedAt(state('confirmed'))
    await page.goto(link)
    await lookedAt(state('link-used'))
    await press('main a[href*="/survey"], main a[href*="/my"], main a')
    const draft = linksIn(await mailTo(run, email)).find((each) => each.includes('/survey/drafts/')) ?? ''
    await page.goto(draft)
    await lookedAt(state('draft-sent'))
    await page.goto(`${run.siteUrl}/survey/confirmations/forged?lang=${language}`)
    await lookedAt(state('link-forged'))
  })
})
