import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { describe, expect, test } from 'vitest'
import { Failure } from '../../../shared/failures.ts'
import { linksOf } from '../../../shared/http/links.ts'
import type { Operation } from '../../../shared/http/operation.ts'
import { problemOf } from '../../../shared/http/problem.ts'
import { languages } from '../../../shared/messages/languages.ts'
import { messagesIn } from '../../../shared/messages/messages.ts'
import { Bar, Facts, KeepLanguage, SearchBox } from '../../../shared/pages/blocks.tsx'
import { failurePage } from '../../../shared/pages/failure-page.tsx'
import {
  ChoiceGroup,
  FailureSummary,
  type FormState,
  fieldNameOf,
  TextField,
  typedValues,
} from '../../../shared/pages/form-fields.tsx'
import { pageContextOf, renderPage } from '../../../shared/pages/page.tsx'
import { allOperations } from '../../../shared/site/all-operations.ts'
import { homePage } from '../../../shared/site/home-page.tsx'
import { aRequest, aSite } from '../../support/requests.ts'

const t = messagesIn('en')
const aPage = (request = aRequest(), site = aSite) =>
  renderPage(pageContextOf(site, request), { title: 'Waste', main: <h1>Waste</h1> })

describe('a page', () => {
  test.each(languages)('in %s names its language and direction, and has each landmark once', (language) => {
    const page = aPage(aRequest({ language, t: messagesIn(language) }))
    expect(page).toContain(`<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">`)
    expect(page).toContain('<title>Waste · Peer Register</title>')
    for (const landmark of ['<header', '<main', '<footer']) expect(page.split(landmark)).toHaveLength(2)
  })

  test("has the stage's logo in place of the word mark, read out as the site's name, with its room kept", () => {
    const site = { ...aSite, logo: { path: '/assets/ours.0123.svg', ratio: 2.5 } }
    const page = aPage(aRequest(), site)
    expect(page).toContain(
      `<img src="${aSite.siteUrl}/assets/ours.0123.svg" alt="Peer Register" width="120" height="48"/></a>`,
    )
    expect(page).not.toContain('<span dir="auto">Peer Register</span>')
    expect(aPage()).toContain('<span dir="auto">Peer Register</span>')
  })

  test('explains a name with an asterisk wherever it stands in the content, once, and only then', () => {
    const about = (main: VNode) => renderPage(pageContextOf(aSite, aRequest()), { title: 'Waste', main })
    for (const main of [
      <p key="a">Prizren, Kosovo*</p>,
      <select key="b">
        <option>Kosovo*</option>
        <option>France</option>
      </select>,
      <p key="c">
        Kosovo* and <b>Kosovo*</b>
      </p>,
    ])
      expect(about(main).match(/<p class="hint">\* This designation is without prejudice/g)).toHaveLength(1)
    expect(about(<p>France</p>)).not.toContain('designation')
  })

  test('leads to the same page in the other language, with its query', () => {
    const page = aPage(aRequest({ path: '/register', query: { q: ['waste & water'], lang: ['en'] } }))
    expect(page).toContain(`${aSite.siteUrl}/register?q=waste+%26+water&amp;lang=ar`)
  })

  test('names its own address and that in each language, where it can be passed on', () => {
    const page = aPage(
      aRequest({
        path: '/register',
        query: { q: ['waste'], lang: ['fr'] },
        language: 'fr',
        languageInAddress: true,
      }),
    )
    const address = `${aSite.siteUrl}/register?q=waste`
    expect(page).toContain(`<link rel="canonical" href="${address}&amp;lang=fr"`)
    for (const language of languages)
      expect(page).toContain(
        `<link rel="alternate" hreflang="${language}" href="${address}&amp;lang=${language}"`,
      )
    expect(page).toContain(`<link rel="alternate" hreflang="x-default" href="${address}"`)
    expect(aPage(aRequest({ body: {} }))).not.toContain('rel="canonical"')
  })

  const privatePages = Object.values(allOperations)
    .flatMap((operations): Operation[] => Object.values(operations))
    .filter(({ method }) => method === 'GET')
    .filter(({ access, path }) => access !== 'everybody' || /^\/(?:my|secretariat|mail)\b/.test(path))
  test.each(privatePages)('names no address at $path, which is not for passing on', ({ path }) => {
    const page = aPage(aRequest({ path: path.replaceAll(/\{\w+\}/g, 'a-secret') }))
    expect(page).not.toMatch(/<link rel="(?:canonical|alternate)"/)
  })

  test('keeps the language in its links where the address names it, and only there', () => {
    expect(aPage(aRequest({ languageInAddress: true }))).toContain(`href="${aSite.siteUrl}/survey?lang=en"`)
    expect(aPage()).toContain(`href="${aSite.siteUrl}/survey"`)
  })

  test('marks where one is', () => {
    const at = (path: string) =>
      /<a href="[^"]*\/register" aria-current="(\w+)"/.exec(aPage(aRequest({ path })))?.[1]
    expect([at('/register'), at('/register/utrecht'), at('/registers'), at('/')]).toEqual([
      'page',
      'true',
      undefined,
      undefined,
    ])
  })

  test('says that it is a demonstration only where it is one', () => {
    expect(aPage()).toContain('No official service')
    expect(aPage(aRequest(), { ...aSite, demonstration: false })).not.toContain('official')
  })

  test('says where its map, its examples and its look come from, each where it is used', () => {
    expect(aPage()).toContain('Natural Earth')
    expect(aPage()).toContain('GeoNames, CC BY 4.0')
    expect(aPage()).not.toContain('Europa Component Library')
    const ofTheEu = aPage(aRequest(), { ...aSite, demonstration: false, look: 'europa' })
    expect(ofTheEu).toContain('Europa Component Library')
    expect(ofTheEu).not.toContain('GeoNames')
  })

  test('has no script, no inline style and nothing from elsewhere', () => {
    const page = homePage(pageContextOf(aSite, aRequest()), {
      authorities: 1,
      countries: 1,
      offering: 1,
      asking: 1,
      byCountry: [{ country: 'UA', authorities: 1, offering: 1, asking: 1 }],
    })
    expect(page).not.toMatch(
      /<script|\sstyle="|\son\w+="|<link(?! rel="(?:icon" href="data:|canonical"|alternate"))/,
    )
    expect(page.replaceAll(aSite.siteUrl, '')).not.toMatch(/(?:src|href)="https?:/)
  })

  test('escapes what people wrote, also in the title', () => {
    const page = renderPage(pageContextOf(aSite, aRequest()), {
      title: '</title><script>alert(1)</script>',
      main: <p>{'<img src=x onerror=alert(1)>'}</p>,
    })
    expect(page).not.toMatch(/<script|<img/)
  })
})

describe('a failure page', () => {
  const pageOf = (failure: Failure, status: number, reading: boolean, asked = {}) =>
    failurePage(aSite, t, problemOf(failure, status, t, reading), {
      path: '/statistics',
      reading,
      signedIn: false,
      reference: 'request-7',
      ...asked,
    })

  test('says what happened and how to go on, in the language that the address names', () => {
    const arabic = messagesIn('ar')
    const problem = problemOf(new Failure('gone', 'used-token'), 410, arabic)
    const page = failurePage(aSite, arabic, problem, {
      path: '/',
      reading: true,
      signedIn: false,
      languageInAddress: 'ar',
    })
    expect(page).toContain(arabic('failures.used-token'))
    expect(page).toContain(`${aSite.siteUrl}/register?lang=ar`)
  })

  test('has the search where something was not found', () => {
    const page = pageOf(new Failure('not-found', 'no-such-page'), 404, true)
    expect(page).toContain(`<form class="search" method="get" action="${aSite.siteUrl}/register"`)
    expect(page).not.toContain(t('pages.failure.again'))
  })

  test('offers to sign in where an entry may be for the registered alone, whether there is one or not', () => {
    const asked = { path: '/register/entry-1' }
    const page = pageOf(new Failure('not-found', 'no-such-entry'), 404, true, asked)
    expect(page).toContain(t('pages.failure.sign-in'))
    expect(page).toMatch(
      new RegExp(`<main.*href="${aSite.siteUrl}/my/sign-in-links\\?to=%2Fregister%2Fentry-1"`, 's'),
    )
    const elsewhere = pageOf(new Failure('not-found', 'no-such-page'), 404, true)
    expect(elsewhere).not.toContain(t('pages.failure.sign-in'))
  })

  test('leads back from signing in to the page that was asked for, or whose form was sent', () => {
    const signedOut = new Failure('signed-out', 'sign-in-first')
    const read = pageOf(signedOut, 401, true, { path: '/my/session' })
    expect(read).toContain(`href="${aSite.siteUrl}/my/sign-in-links?to=%2Fmy%2Fsession"`)
    const path = '/secretariat/entries/entry-1/review'
    const formAt = '/secretariat/entries/entry-1'
    const sent = pageOf(signedOut, 401, false, { path, formAt })
    expect(sent).toContain(`/secretariat/sign-in?to=%2Fsecretariat%2Fentries%2Fentry-1"`)
    // The address of a post alone may have no page.
    expect(pageOf(signedOut, 401, false, { path })).toContain(`href="${aSite.siteUrl}/secretariat/sign-in"`)
  })

  test('of our own failures offers to try again and names the request', () => {
    const page = pageOf(new Failure('poison', 'unexpected'), 500, true)
    expect(page).toContain(`href="${aSite.siteUrl}/statistics">${t('pages.failure.again')}`)
    expect(page).toContain('request-7')
    expect(page).not.toContain(t('pages.failure.kept'))
  })

  test('says where to find what was typed, and does not send it again by a link', () => {
    for (const page of [
      pageOf(new Failure('too-many', 'too-many-mails'), 429, false),
      pageOf(new Failure('unavailable', 'try-again'), 503, false),
    ]) {
      expect(page).toContain(t('pages.failure.kept'))
      expect(page).not.toContain(t('pages.failure.again'))
    }
  })

  test('advises nobody to send again what would be refused again', () => {
    for (const page of [
      pageOf(new Failure('too-large', 'body-too-large'), 413, false),
      pageOf(new Failure('not-allowed', 'role-not-enough'), 403, false),
    ])
      expect(page).not.toContain(t('pages.failure.kept'))
  })
})

describe('a form', () => {
  const form: FormState = {
    t,
    values: { 'authority.name': '"Riga" & <Co>', 'formats[]': ['online'] },
    failures: [
      { pointer: '/authority/name', code: 'too-long', values: { most: 200 } },
      { pointer: '/formats', code: 'too-few', values: { least: 1 } },
    ],
  }

  test('shows what was typed, the message before the control, and ties both together', () => {
    const field = renderToString(<TextField form={form} name="authority.name" label="Name" hint="As it is" />)
    expect(field).toContain('value="&quot;Riga&quot; &amp; &lt;Co>"')
    expect(field).toContain('aria-describedby="authority-name-hint authority-name-failure"')
    expect(field).toContain('aria-invalid="true"')
    expect(field).toContain('dir="auto"')
    expect(field.indexOf('Use at most 200 characters.')).toBeLessThan(field.indexOf('<input'))
  })

  test('has a summary whose links lead to controls that exist', () => {
    const page = renderToString(
      <>
        <FailureSummary form={form} labels={(name) => name} />
        <TextField form={form} name="authority.name" label="Name" />
        <ChoiceGroup
          form={form}
          name="formats[]"
          label="Formats"
          several
          choices={[{ value: 'online', label: 'Online' }]}
        />
      </>,
    )
    const targets = [...page.matchAll(/href="#([^"]+)"/g)].map((found) => found[1])
    expect(targets).toEqual(['authority-name', 'formats'])
    for (const target of targets) expect(page).toMatch(new RegExp(`<input[^>]* id="${target}"`))
    expect(page).toMatch(/id="formats"[^>]* checked/)
  })

  test('names in the summary, without a link, what the form has no field for', () => {
    const strange: FormState = { t, values: {}, failures: [{ pointer: '/a<b', code: 'unknown-field' }] }
    const summary = renderToString(<FailureSummary form={strange} labels={() => undefined} />)
    expect(summary).toContain('a&lt;b')
    expect(summary).not.toContain('<a ')
  })

  test('without failures has no summary, and preselects nothing', () => {
    const fresh: FormState = { t, values: {}, failures: [] }
    expect(renderToString(<FailureSummary form={fresh} labels={(name) => name} />)).toBe('')
    const group = renderToString(
      <ChoiceGroup
        form={fresh}
        name="visibility"
        label="Who?"
        choices={[{ value: 'public', label: 'All' }]}
      />,
    )
    expect(group).not.toMatch(/checked|aria-invalid/)
    expect(group).toContain('aria-required="true"')
  })

  test('finds the field of a pointer, and the typed values of a body', () => {
    expect(fieldNameOf('/items/0/theme')).toBe('items.0.theme')
    expect(typedValues({ items: [{ theme: 'waste', formats: ['online', 'training'] }], email: 'a' })).toEqual(
      {
        'items.0.theme': 'waste',
        'items.0.formats[]': ['online', 'training'],
        email: 'a',
      },
    )
  })
})

describe('blocks', () => {
  test('bars can be laid end to end, and stay inside', () => {
    const bars = renderToString(
      <>
        <Bar from={0} length={3} whole={10} />
        <Bar from={3} length={20} whole={10} />
        <Bar length={-1} />
      </>,
    )
    expect(
      [...bars.matchAll(/class="filled" x="([\d.]+)" width="([\d.]+)"/g)].map(([, x, width]) => [x, width]),
    ).toEqual([
      ['0', '30'],
      ['30', '70'],
      ['0', '0'],
    ])
  })

  test('facts without a value are left out', () => {
    const facts = renderToString(
      <Facts
        rows={[
          ['Country', 'Albania'],
          ['Inhabitants', undefined],
        ]}
      />,
    )
    expect(facts).toBe('<dl class="facts"><dt>Country</dt><dd>Albania</dd></dl>')
  })

  test('a search keeps the language that the address names', () => {
    const links = linksOf(aSite.siteUrl, 'ar')
    expect(renderToString(<SearchBox t={t} links={links} q="Abfall" />)).toContain(
      '<input type="hidden" name="lang" value="ar"/>',
    )
    expect(renderToString(<KeepLanguage links={linksOf(aSite.siteUrl)} />)).toBe('')
  })
})
