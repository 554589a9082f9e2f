import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import type { Language } from '../../../shared/messages/languages.ts'
import { messagesIn } from '../../../shared/messages/messages.ts'
import { ThemeField } from '../../../shared/pages/theme-field.tsx'
import { headingIds, themeIds } from '../../../shared/themes/themes.ts'

const fieldWith = (values: Record<string, string>, language: Language = 'en') =>
  renderToString(
    <ThemeField
      form={{ t: messagesIn(language), values, failures: [] }}
      name="theme"
      sentence="description"
      label="Theme"
      empty="Choose"
    />,
  )

const groupsOf = (html: string) => [...html.matchAll(/<optgroup label="([^"]*)"/g)].map(([, label]) => label)
const valuesOf = (html: string) => [...html.matchAll(/<option value="([^"]+)"/g)].map(([, value]) => value)

describe('the list of themes', () => {
  it('has every theme once, under its heading, and says nothing more', () => {
    const html = fieldWith({})
    expect(groupsOf(html)).toHaveLength(headingIds.length)
    expect(valuesOf(html)).toEqual(themeIds)
    expect(html).not.toContain('hint')
  })

  it('begins with what a typed sentence seems to be about, and chooses nothing', () => {
    const html = fieldWith({ description: 'We want to learn how to sort household waste' })
    expect(groupsOf(html)[0]).toBe('Suggested by your sentence')
    expect(valuesOf(html)[0]).toBe('waste-management')
    expect(valuesOf(html).toSorted()).toEqual(themeIds.toSorted())
    expect(html).toMatch(/aria-describedby="theme-hint"/)
    expect(html).toContain('Your sentence sounds like: Waste management')
    expect(html).not.toContain('selected')
  })

  it('suggests in the language of the page', () => {
    const html = fieldWith({ description: 'нам потрібен досвід роздільного збору сміття' }, 'uk')
    expect(groupsOf(html)[0]).toBe('Підказано вашим реченням')
    expect(valuesOf(html)[0]).toBe('waste-management')
  })

  it('suggests nothing to who has chosen, or to a sentence that says nothing', () => {
    for (const values of [
      { description: 'household waste', theme: 'youth' },
      { description: 'Hello' },
    ] as const)
      expect(groupsOf(fieldWith(values))).toHaveLength(headingIds.length)
  })
})
