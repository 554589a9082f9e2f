import fc from 'fast-check'
import type { Browser, Page } from 'playwright-core'
import { renderToString } from 'preact-render-to-string'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { messagesIn } from '../../../shared/messages/messages.ts'
import { DraftFields } from '../../../shared/survey/draft-fields.tsx'
import { comesBackUnchanged, type FilledPage, plain } from '../../support/answered-again.ts'
import { anyAnswers } from '../../support/any-survey.ts'
import { launchBrowser } from '../../support/browser.ts'
import * as code from '../../support/programmes-bundle.ts'

/** The survey's prefilled pages as a browser reads and sends them: markup, blanks and line breaks are its own matter. */
let browser: Browser
let page: Page
let sent = ''

beforeAll(async () => {
  browser = await launchBrowser()
  page = await (await browser.newContext({ javaScriptEnabled: false })).newPage()
  await page.route('http://survey.example.org/**', async (route) => {
    sent = route.request().postData() ?? ''
    await route.fulfill({ status: 204 })
  })
})
afterAll(() => browser?.close())

const sentByBrowser = async ({ page: name, answers, values }: FilledPage): Promise<string> => {
  const fields = DraftFields({ page: name, form: { t: messagesIn('en'), values, failures: [] }, answers })
  const form = `<form method="post" action="http://survey.example.org/" novalidate>${renderToString(fields)}`
  await page.setContent(
    `<!doctype html><meta charset="utf-8">${form}<button id="send" name="action" value="next">`,
  )
  sent = ''
  await page.click('#send')
  await expect.poll(() => sent).not.toBe('')
  return sent
}

describe('any answer that keeps to the rules', () => {
  it('survives submission, entry, the pages in a browser and submission unchanged', async () => {
    await fc.assert(
      fc.asyncProperty(anyAnswers, (answers) => comesBackUnchanged(code, plain(answers), sentByBrowser)),
      // Shrinking answers as large as these takes minutes; the seed and path that are printed replay one that fails.
      { numRuns: 40, endOnFailure: true },
    )
  })
})
