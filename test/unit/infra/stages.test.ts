import { describe, expect, it } from 'vitest'
import { buildApp } from '../../../infra/build-app.ts'
import { logoOf } from '../../../infra/logo.ts'
import { euRegions, settingsOf, stages } from '../../../infra/stages.ts'

const stating = (override: Record<string, unknown>) => () => settingsOf('demo', override)

describe('a stage', () => {
  it.each(Object.keys(stages))('named %s is complete', (stage) => {
    expect(settingsOf(stage)).toMatchObject({ stage, siteName: 'Peer Register' })
  })

  it('that is unknown fails and says which there are', () => {
    expect(() => settingsOf('production')).toThrow(
      "stage 'production' is unknown: choose one of demo, local, cor",
    )
    expect(() => settingsOf('constructor')).toThrow('is unknown')
  })

  it.each([
    ['sender', 'the address that mails come from'],
    ['contact', 'the address that people can write to'],
    ['replyTo', 'a mailbox that somebody reads'],
    ['siteUrl', 'the address of the site'],
    ['siteName', "the site's name"],
    ['controller', 'who decides about the personal data'],
    ['dataProtectionOfficer', 'the data protection officer'],
    ['deskIssuer', 'the OpenID Connect issuer'],
    ['deskClientId', 'as what the site is registered'],
    ['firstAdministrator', "the address of the desk's first administrator"],
  ])('without %s fails and says what to state', (setting, what) => {
    for (const nothing of [undefined, '', '  '])
      expect(stating({ [setting]: nothing })).toThrow(
        new RegExp(`^stage 'demo': ${setting} is missing: state ${what}`),
      )
  })

  it.each(['eu-west-2', 'eu-central-2', 'us-east-1', 'eu-isoe-west-1', '', undefined])(
    'in region %s, outside the EU, fails',
    (region) => {
      expect(stating({ region })).toThrow(
        /^stage 'demo': region must be an AWS region inside the EU \(eu-central-1/,
      )
    },
  )

  it('takes numbers from the command line, too', () => {
    expect(settingsOf('demo', { secondsToRead: '0', expiredEntryDays: '90' })).toMatchObject({
      secondsToRead: 0,
      expiredEntryDays: 90,
    })
  })

  it('may stand in any region of the EU', () => {
    expect(euRegions.map((region) => settingsOf('demo', { region }).region)).toEqual(euRegions)
  })

  it.each([
    ['sender', 'nobody'],
    ['sender', 'a@b@example.org'],
    ['contact', 'Someone <a@example.org>'],
    ['replyTo', 'a@localhost'],
    ['siteUrl', 'peers.example.org'],
    ['siteUrl', 'http://peers.example.org'],
    ['siteUrl', 'https://peers.example.org/register'],
    ['siteUrl', 'https://peers.example.org/?a=b'],
    ['review', 'never'],
    ['look', 'ministry'],
    ['law', 'none'],
    ['dataProtectionOfficer', 'nobody'],
    ['deskIssuer', 'http://sign-in.example.org'],
    ['deskIssuer', 'https://sign-in.example.org/?a=b'],
    ['firstAdministrator', 'nobody'],
    ['certificateArn', 'arn:aws:acm:us-east-1:111122223333:certificate/1'],
    ['certificateArn', 'certificate'],
    ['secondsToRead', '61'],
    ['secondsToRead', '-1'],
    ['secondsToRead', 'a while'],
    ['expiredEntryDays', '0'],
    // Longer than the link in the last reminder works.
    ['expiredEntryDays', '371'],
    ['expiredEntryDays', '1.5'],
  ])('with %s %s fails, in one line that names the setting', (setting, value) => {
    const failing = stating({ [setting]: value })
    expect(failing).toThrow(
      new RegExp(`^stage 'demo': ${setting} must be .*'${value.replaceAll('?', '\\?')}'`),
    )
    expect(failing).toThrow(/^[^\n]+$/)
  })

  it('takes its address from the command line, without the last slash', () => {
    const { siteUrl } = settingsOf('local', { siteUrl: 'http://localhost:4000/' })
    expect(siteUrl).toBe('http://localhost:4000')
  })

  it('is checked before anything is built, whatever builds it', () => {
    const building = (context: Record<string, unknown>) => () =>
      buildApp({ bundling: 'none', validation: false, context })
    expect(building({ stage: 'nowhere' })).toThrow("stage 'nowhere' is unknown")
    expect(building({ stage: 'cor', region: 'us-east-1' })).toThrow("stage 'cor': region must be")
    expect(building({ sender: '' })).toThrow("stage 'demo': sender is missing")
  })
})

describe("a stage's allowed origins", () => {
  it('are none unless stated, and may be stated on the command line', () => {
    expect(settingsOf('demo').allowedOrigins).toEqual([])
    const stated = 'https://www.example.org https://forms.example.org:8443'
    expect(settingsOf('demo', { allowedOrigins: stated }).allowedOrigins).toEqual(stated.split(' '))
  })

  it.each(['*', 'null', 'www.example.org', 'http://www.example.org', 'https://www.example.org/', 7])(
    'are refused where one is %s',
    (origin) => {
      expect(stating({ allowedOrigins: [origin] })).toThrow(/^stage 'demo': allowedOrigins must be https/)
    },
  )
})

describe("a stage's contact points", () => {
  const one = { function: 'Desk', mail: 'desk@example.org', phone: '+32 2 000 00 00' }

  it('stand by area, and fall back on the contact where none are stated', () => {
    expect(settingsOf('demo', { contactPoints: { byArea: { development: [one] } } }).contactPoints).toEqual({
      byArea: { development: [one] },
      fallback: [{ function: '', mail: 'contact@example.org' }],
    })
  })

  it('may be stated on the command line, as JSON', () => {
    const stated = JSON.stringify({ byArea: {}, fallback: [one] })
    expect(settingsOf('demo', { contactPoints: stated }).contactPoints.fallback).toEqual([one])
    expect(stating({ contactPoints: '{' })).toThrow(/^stage 'demo': contactPoints must be JSON/)
  })

  it.each([
    [{ byArea: { moon: [one] } }, "must not have 'moon'"],
    [{ others: [] }, "must not have 'others'"],
    [{ byArea: { development: [] } }, 'must list at least one contact point'],
    [
      { fallback: [{ ...one, mail: 'nobody' }] },
      "must state a mail address of each contact point, not 'nobody'",
    ],
    [{ fallback: [{ ...one, function: '' }] }, 'must state the function'],
    [{ fallback: [{ ...one, phone: 'ask' }] }, 'must write phones as +32'],
    [{ fallback: [{ ...one, name: 'Somebody' }] }, "must not have 'name' at a contact point"],
    [{ fallback: Array.from({ length: 60 }, () => one) }, 'must not take more than 3000 characters'],
    [[], 'must state byArea and fallback'],
  ])('%j are refused', (contactPoints, rule) => {
    expect(stating({ contactPoints })).toThrow(`stage 'demo': contactPoints ${rule}`)
  })
})

describe("a stage's logo", () => {
  const svg = (inside = '<path d="M0 0h9v9z"/>', root = 'viewBox="0 0 90 30"') =>
    `<svg xmlns="http://www.w3.org/2000/svg" ${root}>${inside}</svg>`
  const logo = (drawing: string) =>
    logoOf(
      'ours.svg',
      (rule) => {
        throw new Error(rule)
      },
      () => drawing,
    )

  it('is none unless stated, and is a file of the folder by its name', () => {
    for (const stage of Object.keys(stages)) expect(settingsOf(stage).logo).toBeUndefined()
    expect(settingsOf('demo', { logo: 'example.svg' }).logo).toEqual({
      path: expect.stringMatching(/^\/assets\/example\.[0-9a-f]{16}\.svg$/),
      ratio: 3.667,
    })
    for (const name of ['../../package.json', 'logo.png', '/etc/passwd', '', 7])
      expect(stating({ logo: name })).toThrow(
        /^stage 'demo': logo must be the name of a drawing in shared\/site\/logos/,
      )
    expect(stating({ logo: 'nowhere.svg' })).toThrow(
      /^stage 'demo': logo names shared\/site\/logos\/nowhere.svg/,
    )
  })

  it('has another address when it shows something else, so that caches may keep it', () => {
    expect(logo(svg())?.path).toBe(logo(svg())?.path)
    expect(logo(svg())?.path).not.toBe(logo(svg('<circle r="3"/>'))?.path)
  })

  it('may have colours, gradients, words and references to its own parts', () => {
    const inside = `<!-- <b> --><style>.a{fill:#123}</style><defs><linearGradient id="g"><stop offset="0"/></linearGradient></defs>
      <path class="a" fill="url(#g)" d="M0 0"/><use href="#g"/><text>Peers</text>`
    expect(logo(`<?xml version="1.0"?>\n${svg(inside)}`)).toMatchObject({ ratio: 3 })
  })

  it.each([
    ['<script>alert(1)</script>', 'without <script>'],
    ['<foreignObject><p/></foreignObject>', 'without <foreignObject>'],
    ['<image href="#a"/>', 'without <image>'],
    ['<a href="#a"/>', 'without <a>'],
    ['<animate attributeName="x"/>', 'without <animate>'],
    ['<path onload="alert(1)"/>', 'on… attribute'],
    ['<path ONCLICK = "alert(1)"/>', 'on… attribute'],
    ['<use href="https://example.org/a.svg#b"/>', 'nothing outside'],
    ['<use href = "//example.org/a"/>', 'nothing outside'],
    ['<use xlink:href="a.svg"/>', 'nothing outside'],
    ['<style>@import "https://example.org"</style>', 'nothing outside'],
    ['<path fill="url(https://example.org/a)"/>', 'nothing outside'],
    ['<path fill="url(  data:image/png;base64,AA )"/>', 'nothing outside'],
    [`<path d="${'M0 0'.repeat(8000)}"/>`, 'not take more than 30000 bytes'],
  ])('with %s is refused', (inside, rule) => {
    expect(() => logo(svg(inside))).toThrow(rule)
  })

  it('without a size, or with a document type, is refused', () => {
    expect(() => logo(svg('', ''))).toThrow('viewBox')
    expect(() => logo(svg('', 'viewBox="0 0 10 0"'))).toThrow('viewBox')
    expect(() => logo('a picture')).toThrow('viewBox')
    expect(() => logo(`<!DOCTYPE svg [<!ENTITY a "b">]>${svg()}`)).toThrow('no DOCTYPE')
  })
})
