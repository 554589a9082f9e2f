import { describe, expect, it } from 'vitest'
import { messagesIn } from '../../../shared/messages/messages.ts'
import { summaryOf } from '../../../shared/survey/answers-summary.ts'
import {
  answersOfEntry,
  pageOf,
  pagesOf,
  strangersTo,
  withoutEmptyRows,
  withPage,
} from '../../../shared/survey/draft.ts'
import { anEntry, anItem } from '../../support/builders.ts'

describe('a draft', () => {
  const start = {
    role: 'officer',
    authority: { name: 'Delft', country: 'NL', tier: 'municipality' },
    items: [{ direction: 'offer', theme: 'tourism', description: 'Quiet routes' }],
  }

  it('has of a page what was posted last, and nothing of it is lost by another page', () => {
    const once = withPage(start, 'authority', { authority: { population: 100 }, capacity: 3 })
    expect(once).toMatchObject({ authority: { name: 'Delft', population: 100 }, capacity: 3 })
    expect(once.authority).not.toHaveProperty('tier')
    const twice = withPage(once, 'items', { items: [] })
    expect(twice).toMatchObject({ authority: { name: 'Delft', population: 100 }, capacity: 3, items: [] })
    expect(withPage(twice, 'authority', {})).not.toHaveProperty('capacity')
  })

  it('takes from a page only what the page has', () => {
    expect(
      strangersTo('authority', { capacity: 1, authority: { tier: 'region', name: 'x' }, role: 'x' }),
    ).toEqual(['/authority/name', '/role'])
  })

  it('drops rows that were added and left as they were', () => {
    expect(withoutEmptyRows({ items: [{ direction: 'offer' }, { direction: 'offer', theme: 'x' }] })).toEqual(
      {
        items: [{ direction: 'offer', theme: 'x' }],
      },
    )
  })

  it('knows on which page each field is that can be at fault', () => {
    expect(['/role', '/items/3/theme', '/items', '/authority/website', '/languages'].map(pageOf)).toEqual([
      'start',
      'items',
      'items',
      'authority',
      'authority',
    ])
    expect(pageOf('/email')).toBeUndefined()
  })

  it('asks a programme’s own questions only where it is chosen', () => {
    expect(pagesOf(start)).not.toContain('programmes')
    expect(pagesOf({ items: [{ programmes: ['nicosia'] }] })).not.toContain('programmes')
    expect(pagesOf({ items: [{ programmes: ['taiex'] }] })).toContain('programmes')
  })
})

describe('the page before sending', () => {
  const t = messagesIn('en')
  const entry = anEntry({
    items: [anItem(), anItem({ theme: 'water-supply', direction: 'request' })],
    capacity: 2,
  })
  const before = answersOfEntry(entry)

  it('marks nothing where nothing changes', () => {
    const summary = summaryOf(before, before, t)
    expect(summary.changes).toBe(false)
    expect(JSON.stringify(summary)).not.toContain('"change":')
  })

  it('marks what is new, changed or taken out, with what it was', () => {
    const [waste] = before.items as Record<string, unknown>[]
    const after = {
      ...before,
      capacity: 3,
      interpretation: true,
      languages: undefined,
      items: [
        { ...waste, description: 'Fewer lorries' },
        { direction: 'offer', theme: 'tourism' },
      ],
    }
    const { rows, pages, changes } = summaryOf(after, before, t)
    expect(changes).toBe(true)
    expect(rows.map(({ theme, change }) => `${theme}: ${change}`)).toEqual([
      'Waste management: changed',
      'Tourism: new',
      'Water supply: removed',
    ])
    const facts = pages.flatMap((page) => page.facts).filter(({ change }) => change)
    expect(facts.map(({ name, value, change, before: was }) => ({ name, value, change, was }))).toEqual([
      { name: 'interpretation', value: 'Yes', change: 'new', was: undefined },
      { name: 'capacity', value: '3', change: 'changed', was: '2' },
      { name: 'languages', value: undefined, change: 'removed', was: 'Dutch, English' },
    ])
  })
})
