import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { showSent } from '../../../functions/survey/show-next-steps.ts'
import { submitSurvey } from '../../../functions/survey/submit-survey.ts'
import { httpFunction } from '../../../shared/lambda/http-function.ts'
import { newId } from '../../../shared/lambda/new-id.ts'
import { messagesIn } from '../../../shared/messages/messages.ts'
import type { DraftStore } from '../../../shared/survey/draft-store.ts'
import type { NewSubmission } from '../../../shared/survey/submission.ts'
import { surveyOperations } from '../../../shared/survey/survey-operations.ts'
import type { SurveyStore } from '../../../shared/survey/survey-store.ts'
import { launchBrowser, opened } from '../../support/browser.ts'
import { serveFunction } from '../../support/http-events.ts'
import { aSite } from '../../support/requests.ts'
import { aSurvey } from '../../support/surveys.ts'

/** The example page, served from an origin of its own, beside a register that allows one origin. */
const example = readFileSync(new URL('other-site.html', import.meta.url), 'utf8')
const stored: NewSubmission[] = []
let browser: Browser
let register: Awaited<ReturnType<typeof serveFunction>>
let allowed: { origin: string; server: Server }
let stranger: { origin: string; server: Server }

const served = async () => {
  const server = createServer((_, response) => {
    response
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
      .end(example.replace('action="SURVEY"', `action="${register.siteUrl}/survey?lang=en"`))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server }
}

beforeAll(async () => {
  ;[allowed, stranger] = await Promise.all([served(), served()])
  register = await serveFunction((siteUrl) => {
    const site = { ...aSite, siteUrl }
    const store = {
      store: async (added: NewSubmission) => {
        stored.push(added)
        return undefined
      },
    } as unknown as SurveyStore
    const parts = {
      site,
      store,
      drafts: {} as DraftStore,
      addressKey: async () => 'key',
      secondsToRead: 3,
      now: () => '2026-11-23T10:00:00.000Z',
      newId,
    }
    return httpFunction(
      site,
      [
        [surveyOperations.submitSurvey, submitSurvey(parts)],
        [surveyOperations.showSent, showSent({ site })],
      ],
      { allowedOrigins: [allowed.origin] },
    )
  })
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser?.close()
  await register?.close()
  allowed?.server.close()
  stranger?.server.close()
})

const sentFrom = async (origin: string, email: string) => {
  const { page } = await opened(browser, origin, { script: false })
  await page.fill('[name="authority.name"]', 'Gemeente Utrecht')
  await page.fill('[name="items.0.description"]', 'Separate collection')
  await page.fill('[name=email]', email)
  await page.click('button')
  const heading = await page.textContent('h1')
  const address = page.url()
  await page.context().close()
  return { heading, address }
}

/** What a script of a page gets when it sends JSON. */
const fetchedFrom = async (origin: string): Promise<string> => {
  const { page } = await opened(browser, origin)
  const answer = await page.evaluate<string>(`
    fetch(${JSON.stringify(`${register.siteUrl}/survey`)}, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: ${JSON.stringify(JSON.stringify(aSurvey({ email: 'script@example.org' })))},
    }).then(async (answer) => answer.status + ' ' + (await answer.json()).status, (error) => error.name)`)
  await page.context().close()
  return answer
}

describe('a form on another site', () => {
  it('that the stage names sends answers, and leads to the page that says what comes next', async () => {
    const { heading, address } = await sentFrom(allowed.origin, 'form@example.org')
    expect(heading).toBe(messagesIn('en')('survey.sent.title'))
    expect(address).toContain('/survey/sent')
    expect(stored.at(-1)).toMatchObject({
      contact: { address: 'form@example.org' },
      submission: { answers: { items: [{ theme: 'waste-management', visibility: 'secretariat' }] } },
    })
  })

  it('is answered by the register’s own form where something is wrong, with what was typed', async () => {
    const before = stored.length
    const { heading } = await sentFrom(allowed.origin, 'wrong@-')
    expect(heading).toBe(messagesIn('en')('survey.form.title'))
    expect(stored).toHaveLength(before)
  })

  it('that the stage does not name is refused', async () => {
    const before = stored.length
    const { heading } = await sentFrom(stranger.origin, 'stranger@example.org')
    expect(heading).toBe(messagesIn('en')('failures.title.forbidden'))
    expect(stored).toHaveLength(before)
  })

  it('may send JSON by script, where the stage names it', async () => {
    expect(await fetchedFrom(allowed.origin)).toBe('202 awaiting-confirmation')
    expect(await fetchedFrom(stranger.origin)).toBe('TypeError')
  })
})
