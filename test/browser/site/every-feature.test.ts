import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findPeers } from '../../../functions/matchmaking/find-peers.ts'
import { showMatchmaking } from '../../../functions/matchmaking/show-matchmaking.ts'
import { listProgrammes } from '../../../functions/programmes/list-programmes.ts'
import { showProgramme } from '../../../functions/programmes/show-programme.ts'
import { searchRegister } from '../../../functions/register/search-register.ts'
import { showEntry } from '../../../functions/register/show-entry.ts'
import { showConfirmationLinks } from '../../../functions/survey/ask-confirmation-link.ts'
import { showConfirmed, showSent } from '../../../functions/survey/show-next-steps.ts'
import { showSurvey } from '../../../functions/survey/show-survey.ts'
import { demonstrationEntries } from '../../../infra/local/demonstration-entries.ts'
import { httpFunction } from '../../../shared/lambda/http-function.ts'
import { matchmakingOperations } from '../../../shared/matchmaking/matchmaking-operations.ts'
import { languages } from '../../../shared/messages/languages.ts'
import { programmesOperations } from '../../../shared/programmes/programmes-operations.ts'
import type { Entry } from '../../../shared/register/entry.ts'
import { registerOperations } from '../../../shared/register/register-operations.ts'
import { surveyOperations } from '../../../shared/survey/survey-operations.ts'
import { surveySchema } from '../../../shared/survey/survey-schema.ts'
import {
  accessibilityViolations,
  launchBrowser,
  opened,
  overflows,
  takePicture,
} from '../../support/browser.ts'
import { anEntry } from '../../support/builders.ts'
import { serveFunction } from '../../support/http-events.ts'
import { registerOf } from '../../support/register-entries.ts'
import { aSite } from '../../support/requests.ts'

/** The demonstration's entries as a confirmation makes them: words of the length and languages of real ones. */
const entries: readonly Entry[] = demonstrationEntries.map(({ site, ...survey }, n) => {
  const { authority, items, languages: working = [], interpretation } = surveySchema.parse(survey)
  const entryId = `demonstration${n}`
  return anEntry({
    entryId,
    authority: JSON.parse(JSON.stringify(authority)),
    languages: working,
    ...(interpretation !== undefined && { interpretation }),
    items: items.map(({ evidence, language, ...item }) => ({
      ...item,
      itemId: `${entryId}.${item.direction}.${item.theme}`,
      language: language ?? site,
      ...(evidence !== undefined && { evidence }),
    })),
  })
})

let browser: Browser
let site: Awaited<ReturnType<typeof serveFunction>>

beforeAll(async () => {
  const index = registerOf(...entries)
  site = await serveFunction((siteUrl) => {
    const settings = { ...aSite, siteUrl }
    const parts = {
      site: settings,
      register: { open: async () => index },
      store: {
        entryById: async (entryId: string) => index.entry(entryId),
        hasEntry: async (entryId: string) => index.entry(entryId) !== undefined,
      },
      now: () => '2026-11-23T09:00:00.000Z',
      newId: () => 'form1',
    }
    return httpFunction(settings, [
      [surveyOperations.showSurvey, showSurvey(parts)],
      [surveyOperations.showSent, showSent(parts)],
      [surveyOperations.showConfirmed, showConfirmed(parts)],
      [surveyOperations.showConfirmationLinks, showConfirmationLinks(parts)],
      [registerOperations.searchRegister, searchRegister(parts)],
      [registerOperations.showEntry, showEntry(parts)],
      [matchmakingOperations.showMatchmaking, showMatchmaking(parts)],
      [matchmakingOperations.findPeers, findPeers(parts)],
      [programmesOperations.listProgrammes, listProgrammes(parts)],
      [programmesOperations.showProgramme, showProgramme(parts)],
    ])
  })
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await site?.close()
})

const pages = [
  ['survey', '/survey?direction=offer'],
  ['survey-sent', '/survey/sent'],
  ['survey-confirmed', '/survey/confirmed/public/demonstration0'],
  ['survey-links', '/survey/confirmation-links'],
  ['register', '/register?q=waste'],
  ['register-all', '/register'],
  ['register-nothing', '/register?q=xylophone'],
  ['entry', '/register/demonstration0'],
  ['matchmaking', '/matchmaking'],
  ['peers', '/matchmaking?entry=demonstration0&item=demonstration0.offer.waste-management'],
  ['programmes', '/programmes'],
  ['programme', '/programmes/nicosia'],
] as const

describe.each(languages)('in %s', (language) => {
  test.each(pages)('the page %s has nothing that axe finds, and fits on 320 px', async (name, path) => {
    const address = new URL(site.siteUrl + path)
    address.searchParams.set('lang', language)
    const { page, complaints } = await opened(browser, address.href)
    expect(await page.locator('h1').count()).toBe(1)
    expect(await accessibilityViolations(page)).toEqual([])
    expect(complaints).toEqual([])
    await takePicture(page, `${name}-${language}`)
    await page.setViewportSize({ width: 320, height: 900 })
    expect(await overflows(page)).toBe(false)
    await page.context().close()
  })
})
