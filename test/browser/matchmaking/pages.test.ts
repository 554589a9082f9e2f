import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findPeers } from '../../../functions/matchmaking/find-peers.ts'
import { showMatchmaking } from '../../../functions/matchmaking/show-matchmaking.ts'
import { showShortlist } from '../../../functions/matchmaking/show-shortlist.ts'
import { listProgrammes } from '../../../functions/programmes/list-programmes.ts'
import { showProgramme } from '../../../functions/programmes/show-programme.ts'
import { httpFunction } from '../../../shared/lambda/http-function.ts'
import { matchmakingOperations } from '../../../shared/matchmaking/matchmaking-operations.ts'
import { peersReader } from '../../../shared/matchmaking/peers-index.ts'
import { type Language, languages } from '../../../shared/messages/languages.ts'
import { programmesOperations } from '../../../shared/programmes/programmes-operations.ts'
import { accessibilityViolations, launchBrowser, overflows, takePicture } from '../../support/browser.ts'
import { anEntry, anItem } from '../../support/builders.ts'
import { serveFunction } from '../../support/http-events.ts'
import { kranj, ohrid } from '../../support/matchmaking.ts'
import { someContactPoints, theProgrammes } from '../../support/programmes.ts'
import { registerOf } from '../../support/register-entries.ts'
import { aSite } from '../../support/requests.ts'

const prishtina = anEntry({
  entryId: 'prishtina',
  authority: { name: 'Komuna e Prishtinës', country: 'XK' },
  languages: ['sq', 'en'],
  items: [
    anItem({ entryId: 'prishtina', theme: 'wastewater', description: 'Një impiant i ri', language: 'sq' }),
  ],
})

/** A need in one sentence, from which the list of themes can tell what it is about. */
const needs: Readonly<Record<Language, string>> = {
  en: 'We want to learn how to sort household waste',
  fr: 'Nous voulons apprendre à organiser le tri des déchets',
  uk: 'Нам потрібен досвід роздільного збору сміття',
  ar: 'نريد أن نتعلم فرز النفايات المنزلية',
}

describe('the pages of matchmaking and programmes', () => {
  let browser: Browser
  let served: Awaited<ReturnType<typeof serveFunction>>
  beforeAll(async () => {
    served = await serveFunction((siteUrl) => {
      const site = { ...aSite, siteUrl }
      const now = () => '2026-11-23T12:00:00.000Z'
      const register = { open: async () => registerOf(kranj, ohrid, prishtina) }
      const programmes = theProgrammes()
      const parts = {
        site,
        register,
        peers: peersReader(register),
        programmes,
        contactPoints: someContactPoints,
        now,
        spentIn: async () => new Map(),
      }
      return httpFunction(site, [
        [matchmakingOperations.showMatchmaking, showMatchmaking(parts)],
        [matchmakingOperations.findPeers, findPeers(parts)],
        [matchmakingOperations.showShortlist, showShortlist(parts)],
        [programmesOperations.listProgrammes, listProgrammes(parts)],
        [programmesOperations.showProgramme, showProgramme(parts)],
      ])
    })
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await served?.close()
  })

  for (const language of languages)
    for (const [device, viewport] of [
      ['phone', { width: 390, height: 844 }],
      ['wide', { width: 1280, height: 900 }],
    ] as const)
      it(`can be used by everybody: ${language}, ${device}`, async () => {
        const page = await browser.newPage({ viewport })
        const look = async (name: string) => {
          await takePicture(page, `check-${name}-${language}-${device}`)
          expect(await accessibilityViolations(page)).toEqual([])
          expect(await overflows(page)).toBe(false)
        }
        const open = (path: string) => page.goto(`${served.siteUrl}${path}`)
        await open(`/matchmaking?lang=${language}`)
        await look('matchmaking-form')
        await page.click('main button')
        expect(await page.locator('.summary').count()).toBe(1)
        await look('matchmaking-again')
        await page.fill('#request-description', needs[language])
        await page.click('main button')
        expect(await page.locator('#request-theme-hint').count()).toBe(1)
        expect(await page.locator('#request-theme optgroup option').first().getAttribute('value')).toBe(
          'waste-management',
        )
        expect(await page.inputValue('#request-theme')).toBe('')
        await look('matchmaking-suggested')
        await page.selectOption('#request-theme', 'waste-management')
        await page.selectOption('#request-languages-0', 'en')
        await page.click('main button')
        expect(await page.locator('.results > li').count()).toBe(2)
        await page.locator('summary').first().click()
        await look('matchmaking-results')
        for (const box of await page.locator('.pick input').all()) await box.check()
        await page.click('main form[method=get] button')
        expect(await page.locator('table thead th').count()).toBe(2)
        expect(await page.locator('h1 ~ dl').textContent()).toContain(needs[language])
        await look('matchmaking-two-peers')
        await open(`/matchmaking?entry=ohrid&item=ohrid.request.waste-management&lang=${language}`)
        await look('matchmaking-registered')
        await open(`/matchmaking?offer.theme=fisheries&lang=${language}`)
        await page.click('main button')
        await look('matchmaking-nobody')
        await open(`/programmes?lang=${language}`)
        await look('programmes')
        await open(`/programmes/nicosia?country=IT&tier=association&lang=${language}`)
        await look('programme')
        await page.close()
      })
})
