import { describe, expect, it, test } from 'vitest'
import { linksOf } from '../../../shared/http/links.ts'
import type { Operation } from '../../../shared/http/operation.ts'
import { wayBackOf, withWayBack } from '../../../shared/sessions/way-back.ts'
import { allOperations } from '../../../shared/site/all-operations.ts'

const operations = Object.values(allOperations).flatMap((ofFeature) => Object.values<Operation>(ofFeature))
const pages = operations.filter(({ method }) => method === 'GET')
const atDesk = (path: string) => path.startsWith('/secretariat')
const pathOf = ({ path }: Operation) => path.replace(/\{\w+\}/g, 'An-id_of-ours-1')

describe('the way back after signing in', () => {
  const behindSignIn = pages.filter(({ access }) => access !== 'everybody' && access !== 'link')
  it.each(behindSignIn)('leads to $path, for which one must be signed in', (operation) => {
    const path = pathOf(operation)
    const [own, other] = atDesk(path) ? (['desk', 'respondent'] as const) : (['respondent', 'desk'] as const)
    expect(withWayBack(own, { path })).toEqual({ to: path })
    expect(wayBackOf(other, path)).toBeUndefined()
  })

  const behindASecret = operations.filter(({ access }) => access === 'link')
  it.each(behindASecret)('never carries the secret of a mailed link: $path', (operation) => {
    expect(withWayBack('respondent', { path: pathOf(operation) })).toEqual({})
  })

  it('leads a respondent to an entry, too, which may be for the registered alone', () => {
    expect(wayBackOf('respondent', '/register/V1StGXR8_Z5jdHi6B-myT')).toBe('/register/V1StGXR8_Z5jdHi6B-myT')
  })

  it('keeps the query of a page at the desk, but not its language nor what was done there', () => {
    const query = { month: ['2026-10'], lang: ['ar'], done: ['saved'] }
    expect(withWayBack('desk', { path: '/secretariat/audit', query })).toEqual({
      to: '/secretariat/audit?month=2026-10',
    })
  })

  it('keeps what two could talk about, so that a link in a digest leads there by way of signing in', () => {
    const path = '/register/utrecht/interest'
    const query = { about: ['zliten.request.waste-management~utrecht.offer.waste-management'], lang: ['ar'] }
    const { to = '' } = withWayBack('respondent', { path, query })
    const address = new URL(linksOf('https://register.example.org').to(to))
    expect(address.pathname).toBe(path)
    expect([...address.searchParams]).toEqual([['about', query.about[0]]])
    const words = { about: ['buy now~cheap.offer.pills'] }
    expect(withWayBack('respondent', { path, query: words })).toEqual({ to: path })
  })

  it('carries no words in a mail that a stranger can ask for', () => {
    expect(withWayBack('respondent', { path: '/register', query: { q: ['buy now'] } })).toEqual({
      to: '/register',
    })
  })

  test.each([
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '@evil.example',
    '.evil.example',
    '/register/../survey/drafts/secret',
    '/register/%2e%2e/x',
    '/register\r\nset-cookie: a=b',
    '/register/x\n',
    'javascript:alert(1)',
    '/secretariat//evil.example',
    '/secretariat?next=//evil.example',
    '/secretariat@evil.example',
    `/register/${'x'.repeat(300)}`,
    '',
    undefined,
  ])('is none for %j', (given) => {
    for (const kind of ['respondent', 'desk'] as const) expect(wayBackOf(kind, given)).toBeUndefined()
  })

  it('stays on this site, whatever passes', () => {
    const { to } = linksOf('https://register.example.org')
    for (const given of ['/a', '/secretariat?next=%2F%2Fevil.example', '/secretariat/x?%0d%0a=1'])
      for (const kind of ['respondent', 'desk'] as const) {
        const wayBack = wayBackOf(kind, given)
        if (wayBack) expect(new URL(to(wayBack)).origin).toBe('https://register.example.org')
      }
  })
})
