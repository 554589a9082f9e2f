import { describe, expect, it } from 'vitest'
import { pageContextOf } from '../../../shared/pages/page.tsx'
import { surveyPage } from '../../../shared/survey/survey-page.tsx'
import { aRequest, aSite } from '../../support/requests.ts'

const pageWith = (values: Record<string, string>) =>
  surveyPage(pageContextOf(aSite, aRequest({ path: '/survey' })), {
    values,
    failures: [{ pointer: '/items/0/theme', code: 'missing' }],
    formKey: 'form1',
    guard: { opened: '', challenge: '{}' },
  })

describe('the survey shown again without a theme', () => {
  it('suggests one from the sentence that was typed', () => {
    const html = pageWith({ 'items.0.description': 'We want to learn how to sort household waste' })
    expect(html).toContain('Your sentence sounds like: Waste management')
    expect(html).toMatch(/<optgroup label="Suggested by your sentence"><option value="waste-management">/)
  })

  it('suggests none where nothing was typed', () => {
    expect(pageWith({})).not.toContain('Your sentence sounds like')
  })
})
