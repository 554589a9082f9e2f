import { reminderDays } from '../shared/my/renewal.ts'
import { tokenDays } from '../shared/notices/token.ts'
import { type Look, looks } from '../shared/pages/looks.ts'
import { dataProtectionLaws, type Logo } from '../shared/pages/site-settings.ts'
import type { ContactPoints } from '../shared/programmes/contact-points.ts'
import { contactPointsOf } from './contact-points.ts'
import { logoOf } from './logo.ts'

/**
 * What a stage decides. Settings are data, checked when the stacks are built: a stage that is unknown or
 * incomplete stops the synthesis with one line that names the stage, the setting and the rule.
 */

/** AWS regions inside the EU. London (eu-west-2) and Zurich (eu-central-2) are in Europe, not in the EU. */
export const euRegions = [
  'eu-central-1',
  'eu-west-1',
  'eu-west-3',
  'eu-north-1',
  'eu-south-1',
  'eu-south-2',
] as const
type EuRegion = (typeof euRegions)[number]

const firewalls = ['on', 'off'] as const

export type StageSettings = {
  readonly stage: string
  readonly region: EuRegion
  /** Absolute address of the site, without a slash at the end: every link, form and redirect starts with it. */
  readonly siteUrl: string
  readonly siteName: string
  /** Where people can write to; shown on every page. */
  readonly contact: string
  /** The address that mails come from; its domain is the SES identity. */
  readonly sender: string
  /** A mailbox that somebody reads. */
  readonly replyTo: string
  /** `at-once` publishes a new authority when its address is confirmed, `before-publishing` after a review. */
  readonly review: 'at-once' | 'before-publishing'
  /**
   * For how many seconds the survey must have been open in a browser without script, 0 to 60; who is quicker sends once
   * more.
   */
  readonly secondsToRead: number
  /** Whether the site says that it is a demonstration and no official service. */
  readonly demonstration: boolean
  /** Who decides about the personal data, as the privacy notice names them: the body and its postal address. */
  readonly controller: string
  /** `eudpr` (Regulation (EU) 2018/1725) for institutions and bodies of the EU, `gdpr` for everybody else. */
  readonly law: (typeof dataProtectionLaws)[number]
  /** The data protection officer's address. */
  readonly dataProtectionOfficer: string
  /** How many days an entry that nobody confirmed for a year stays, out of sight, before it is deleted; 1 to 370. */
  readonly expiredEntryDays: number
  /** Who answers questions on programmes, several an area, and who where an area has nobody: the `contact` unless stated. */
  readonly contactPoints: ContactPoints
  /** `neutral` for any network, `europa` in the style of the Europa Component Library. */
  readonly look: Look
  /** In place of the plain word mark; stated as the name of a file in `shared/site/logos`. */
  readonly logo?: Logo
  /** The OpenID Connect issuer whose accounts the secretariat signs in with: its identifier, an address. */
  readonly deskIssuer: string
  /** As what this site is registered with the issuer; its secret is a secret of the data stack. */
  readonly deskClientId: string
  /** The address that is an administrator of the desk before anybody was made one. */
  readonly firstAdministrator: string
  /** Whether WAF stands before the API; it costs some 9 € a month even while nobody comes. */
  readonly firewall: (typeof firewalls)[number]
  /**
   * How many requests of one network address are answered within 5 minutes, 10 to 1,000,000, where there is a firewall.
   * An office is one address, and searching as one types asks often.
   */
  readonly requestsPerAddress: number
  /** Origins of other sites whose forms may post the survey's answers, e.g. `https://www.example.org`; none unless stated. */
  readonly allowedOrigins: readonly string[]
  /** ACM certificate, in the stage's region, for the host of `siteUrl`: gives the API that domain and closes its own. */
  readonly certificateArn?: string
}

/** The link in the last reminder works for 400 days and must outlive the entry (`tokenDays`). */
const mostExpiredDays = tokenDays.renew - Math.max(...reminderDays)

/** Invented, for demonstrations. */
const exampleContactPoints: ContactPoints = {
  byArea: {
    'southern-neighbourhood': [
      { function: 'Desk for the southern neighbourhood', mail: 'southern-neighbourhood@example.org' },
    ],
    'nicosia-initiative': [
      { function: 'Coordinator', mail: 'nicosia-initiative@example.org', phone: '+32 2 000 00 01' },
      { function: 'Assistant', mail: 'nicosia-assistant@example.org' },
    ],
    'eastern-partnership': [{ function: 'Desk for Ukraine', mail: 'eastern-partnership@example.org' }],
    'taiex-western-balkans': [
      { function: 'Desk for TAIEX', mail: 'taiex@example.org', phone: '+32 2 000 00 02' },
      { function: 'Desk for the Western Balkans', mail: 'western-balkans@example.org' },
    ],
    development: [{ function: 'Desk for development', mail: 'development@example.org' }],
  },
  fallback: [{ function: 'Secretariat', mail: 'contact@example.org' }],
}

/** The stage of a bare `npx cdk synth`. */
export const defaultStage = 'demo'

/** A stage's own record: what is worked out when it is read stands there as stated. */
type StageRecord = Omit<StageSettings, 'stage' | 'logo'> & { readonly logo?: string }

export const stages: Readonly<Record<string, StageRecord>> = {
  /** A public demonstration; example.org stands for the operator's own domain. */
  demo: {
    region: 'eu-central-1',
    siteUrl: 'https://peer-register.example.org',
    siteName: 'Peer Register',
    contact: 'contact@example.org',
    sender: 'register@example.org',
    replyTo: 'contact@example.org',
    review: 'before-publishing',
    secondsToRead: 3,
    demonstration: true,
    controller: 'The operator of this demonstration',
    law: 'gdpr',
    dataProtectionOfficer: 'data-protection@example.org',
    expiredEntryDays: 365,
    contactPoints: exampleContactPoints,
    look: 'neutral',
    firewall: 'on',
    requestsPerAddress: 2000,
    allowedOrigins: [],
    deskIssuer: 'https://sign-in.example.org',
    deskClientId: 'peer-register',
    firstAdministrator: 'administrator@example.org',
  },
  /** `npm start`: the port decides the address, `-c siteUrl=…` overrides it. */
  local: {
    region: 'eu-central-1',
    siteUrl: 'http://localhost:3000',
    siteName: 'Peer Register',
    contact: 'contact@example.org',
    sender: 'register@example.org',
    replyTo: 'contact@example.org',
    review: 'at-once',
    // One tries things out quickly here, by hand and by program.
    secondsToRead: 0,
    demonstration: true,
    controller: 'The operator of this demonstration',
    law: 'gdpr',
    dataProtectionOfficer: 'data-protection@example.org',
    expiredEntryDays: 365,
    contactPoints: exampleContactPoints,
    look: 'neutral',
    firewall: 'on',
    // Benches and browser tests are one address.
    requestsPerAddress: 1_000_000,
    allowedOrigins: [],
    deskIssuer: 'http://localhost:3003',
    deskClientId: 'peer-register',
    firstAdministrator: 'administrator@example.org',
  },
  /** For the European Committee of the Regions: addresses are placeholders until its secretariat names them. */
  cor: {
    region: 'eu-west-1',
    siteUrl: 'https://peers.example.org',
    siteName: 'Peer Register',
    contact: 'secretariat@example.org',
    sender: 'no-reply@example.org',
    replyTo: 'secretariat@example.org',
    review: 'before-publishing',
    secondsToRead: 3,
    demonstration: false,
    controller: 'European Committee of the Regions, Rue Belliard 101, 1040 Brussels, Belgium',
    law: 'eudpr',
    dataProtectionOfficer: 'data-protection@example.org',
    expiredEntryDays: 365,
    // Until its secretariat names them, everybody is led to `contact`.
    contactPoints: { byArea: {}, fallback: [{ function: 'Secretariat', mail: 'secretariat@example.org' }] },
    look: 'europa',
    firewall: 'on',
    requestsPerAddress: 2000,
    allowedOrigins: [],
    deskIssuer: 'https://sign-in.example.org',
    deskClientId: 'peer-register',
    firstAdministrator: 'administrator@example.org',
  },
}

/** Settings that `-c <name>=<text>` may override, so that another network deploys without changing this file. */
export const overridable = [
  'region',
  'siteUrl',
  'siteName',
  'contact',
  'sender',
  'replyTo',
  'review',
  'secondsToRead',
  'controller',
  'law',
  'dataProtectionOfficer',
  'expiredEntryDays',
  'deskIssuer',
  'deskClientId',
  'firstAdministrator',
  'look',
  'logo',
  'contactPoints',
  'firewall',
  'requestsPerAddress',
  'allowedOrigins',
  'certificateArn',
] as const satisfies readonly (keyof StageSettings)[]
export type Overrides = Readonly<Partial<Record<(typeof overridable)[number], unknown>>>

/** A stage's settings with what the command line puts over them, before the check. */
type StatedSettings = Readonly<Partial<Record<keyof Omit<StageSettings, 'stage'>, unknown>>>

const isMailAddress = (value: string): boolean => /^[^\s@<>,;"]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/.test(value)

/** A setting or stage that cannot be deployed; its message is one line for the operator. */
export class StageError extends Error {
  override readonly name = 'StageError'
}

/**
 * The complete settings of a stage.
 *
 * @param overrides settings that replace the stage's own, as the command line states them
 * @throws StageError naming the stage, the setting and the rule that it breaks
 */
export const settingsOf = (stage: string, overrides: Overrides = {}): StageSettings => {
  const own = Object.hasOwn(stages, stage) ? stages[stage] : undefined
  if (!own)
    throw new StageError(`stage '${stage}' is unknown: choose one of ${Object.keys(stages).join(', ')}`)
  const stated: StatedSettings = { ...own, ...overrides }

  const refuse = (setting: string, rule: string): never => {
    throw new StageError(`stage '${stage}': ${setting} ${rule}`)
  }
  const text = (setting: keyof StatedSettings, what: string): string => {
    const value = stated[setting]
    return typeof value === 'string' && value.trim() !== ''
      ? value.trim()
      : refuse(setting, `is missing: state ${what}`)
  }
  const address = (setting: keyof StatedSettings, what: string): string => {
    const value = text(setting, what)
    return isMailAddress(value)
      ? value
      : refuse(setting, `must be a mail address such as register@example.org, not '${value}'`)
  }
  const one = <T extends string>(setting: keyof StatedSettings, allowed: readonly T[], rule: string): T => {
    const value = stated[setting]
    return (
      allowed.find((each) => each === value) ??
      refuse(setting, `must be ${rule} (${allowed.join(', ')}), not '${String(value ?? '')}'`)
    )
  }
  /** A whole number; on the command line as a text. */
  const whole = (setting: keyof StatedSettings, of: string, least: number, most: number): number => {
    const value = Number(stated[setting] ?? Number.NaN)
    return Number.isInteger(value) && value >= least && value <= most
      ? value
      : refuse(
          setting,
          `must be a whole number of ${of} from ${least} to ${most}, not '${String(stated[setting] ?? '')}'`,
        )
  }
  /** An address that may be used: encrypted, or on this very machine. */
  const safeUrl = (value: string): URL | undefined => {
    const url = URL.canParse(value) ? new URL(value) : undefined
    const local = url?.hostname === 'localhost' || url?.hostname === '127.0.0.1'
    return url && (url.protocol === 'https:' || (url.protocol === 'http:' && local)) ? url : undefined
  }
  const issuer = (): string => {
    const value = text(
      'deskIssuer',
      'the OpenID Connect issuer of the secretariat, e.g. https://sign-in.example.org',
    )
    const url = safeUrl(value)
    return url && url.search === '' && url.hash === ''
      ? value
      : refuse(
          'deskIssuer',
          `must be https:// and no query, such as https://sign-in.example.org, not '${value}'`,
        )
  }
  const site = (): string => {
    const value = text('siteUrl', 'the address of the site, e.g. https://peers.example.org')
    const url = safeUrl(value)
    return url && url.href === `${url.origin}/`
      ? url.origin
      : refuse(
          'siteUrl',
          `must be https:// and a host without a path, such as https://peers.example.org, not '${value}'`,
        )
  }
  /** A list, or on the command line the origins with spaces between them. */
  const origins = (): readonly string[] => {
    const value = stated.allowedOrigins ?? []
    const list: readonly unknown[] =
      typeof value === 'string' ? value.split(/\s+/).filter(Boolean) : Array.isArray(value) ? value : [value]
    return list.map((each) => {
      const url = typeof each === 'string' ? safeUrl(each) : undefined
      return url && url.origin === each
        ? url.origin
        : refuse(
            'allowedOrigins',
            `must be https:// and hosts without a path, such as https://www.example.org, not '${String(each)}'`,
          )
    })
  }
  const certificate = (): string | undefined => {
    if (stated.certificateArn === undefined) return undefined
    const value = text('certificateArn', 'the ARN of the certificate, or leave the setting out')
    return value.startsWith('arn:') && value.split(':')[3] === stated.region
      ? value
      : refuse(
          'certificateArn',
          `must be the ARN of a certificate in ${String(stated.region)}, not '${value}'`,
        )
  }

  const certificateArn = certificate()
  const logo = logoOf(stated.logo, (rule) => refuse('logo', rule))
  const contact = address('contact', 'the address that people can write to')
  return {
    stage,
    region: one('region', euRegions, 'an AWS region inside the EU'),
    siteUrl: site(),
    siteName: text('siteName', "the site's name"),
    contact,
    sender: address('sender', 'the address that mails come from'),
    replyTo: address('replyTo', 'a mailbox that somebody reads'),
    review: one('review', ['at-once', 'before-publishing'] as const, 'one of'),
    secondsToRead: whole('secondsToRead', 'seconds', 0, 60),
    demonstration:
      typeof stated.demonstration === 'boolean'
        ? stated.demonstration
        : refuse('demonstration', 'is missing: state true or false'),
    controller: text('controller', 'who decides about the personal data'),
    law: one('law', dataProtectionLaws, 'one of'),
    dataProtectionOfficer: address('dataProtectionOfficer', 'the data protection officer'),
    expiredEntryDays: whole('expiredEntryDays', 'days', 1, mostExpiredDays),
    contactPoints: contactPointsOf(stated.contactPoints, contact, isMailAddress, (rule) =>
      refuse('contactPoints', rule),
    ),
    look: one('look', looks, 'one of'),
    ...(logo && { logo }),
    deskIssuer: issuer(),
    deskClientId: text('deskClientId', 'as what the site is registered with the issuer'),
    firstAdministrator: address('firstAdministrator', "the address of the desk's first administrator"),
    firewall: one('firewall', firewalls, 'one of'),
    requestsPerAddress: whole('requestsPerAddress', 'requests', 10, 1_000_000),
    allowedOrigins: origins(),
    ...(certificateArn !== undefined && { certificateArn }),
  }
}
