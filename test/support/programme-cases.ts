import { messagesIn } from '../../shared/messages/messages.ts'
import { territoryLabel } from '../../shared/places/communities.ts'
import type { CountryCode } from '../../shared/places/countries.ts'
import {
  type Applicant,
  type Eligibility,
  mayTakePart,
  type Programme,
  type SideRule,
  wordsIn,
} from '../../shared/programmes/programme.ts'
import { type ProgrammeId, shippedProgramme } from '../../shared/programmes/programmes.ts'

/** Somebody who asks whether to take part, and what the rules answer. */
export type ProgrammeCase = {
  readonly who: string
  readonly applicant: Applicant
  /** The day asked about. */
  readonly on?: string
  /** What the desk would have to know first; undefined: the rules as they are shipped. */
  readonly verified?: Pick<Programme, 'eu' | 'partner'>
  readonly answer: Eligibility['answer']
  readonly reasons: Eligibility['reasons']
}

const today = '2026-11-23'

const asks = (
  who: string,
  applicant: Applicant,
  answer: Eligibility['answer'],
  reasons: Eligibility['reasons'],
  on?: string,
): ProgrammeCase => ({ who, applicant, answer, reasons, ...(on && { on }) })

/** A side of a programme once the desk knows that a place and its authorities may take part. */
const verified = (side: SideRule | undefined, place: CountryCode): SideRule => ({
  ...(side as SideRule),
  places: [{ places: [place], state: 'eligible', source: 'peer-to-peer' }],
  kinds: { authority: 'eligible' },
})
const teamEurope = shippedProgramme('team-europe')
const teamEuropeVerified = {
  eu: verified(teamEurope.eu, 'BE'),
  partner: verified(teamEurope.partner, 'MA'),
}

/**
 * Real cases of every programme: an EU authority and a partner place that may take part, then some that may not or of
 * whom nobody knows. Where nobody has verified who may, nobody may for certain: there the desk's knowledge comes first.
 */
export const programmeCases: Readonly<Record<ProgrammeId, readonly ProgrammeCase[]>> = {
  'cor-register': [
    asks('Gemeente Utrecht', { country: 'NL', tier: 'municipality' }, 'eligible', ['country-eligible']),
    asks('Львівська міська рада', { country: 'UA', tier: 'municipality' }, 'eligible', ['country-eligible']),
    asks('a ministry in Skopje', { country: 'MK', kind: 'national-administration' }, 'not-eligible', [
      'kind-not-eligible',
    ]),
    asks('an energy agency with a mandate, Vienna', { country: 'AT', kind: 'mandated-body' }, 'ask', [
      'kind-to-check',
    ]),
    asks('a town of the community', { country: 'TCC', tier: 'municipality' }, 'ask', ['country-to-check']),
  ],
  nicosia: [
    asks('Comune di Palermo', { country: 'IT', tier: 'municipality' }, 'eligible', ['country-eligible']),
    asks('بلدية زليتن', { country: 'LY', tier: 'municipality' }, 'eligible', ['country-eligible']),
    asks('an association of communes, Rome', { country: 'IT', tier: 'association' }, 'ask', [
      'tier-to-check',
    ]),
    asks('بلدية سوسة', { country: 'TN', tier: 'municipality' }, 'not-eligible', ['country-not-listed']),
    asks('a water company, Tripoli', { country: 'LY', kind: 'private' }, 'not-eligible', [
      'kind-not-eligible',
    ]),
  ],
  'u-lead-p2p-pilot': [
    asks(
      'Miasto Lublin',
      { country: 'PL', tier: 'municipality' },
      'eligible',
      ['country-eligible'],
      '2018-06-01',
    ),
    asks(
      'Житомирська міська рада',
      { country: 'UA', tier: 'municipality' },
      'eligible',
      ['country-eligible'],
      '2018-06-01',
    ),
    asks('Miasto Lublin', { country: 'PL', tier: 'municipality' }, 'not-eligible', ['over']),
    asks(
      'Primăria Chișinău',
      { country: 'MD', tier: 'municipality' },
      'not-eligible',
      ['country-not-listed'],
      '2018-06-01',
    ),
    asks('a county, Estonia', { country: 'EE', tier: 'county' }, 'ask', ['tier-to-check'], '2018-06-01'),
  ],
  'euaci-integrity-cities': [
    asks(
      'Aarhus Kommune',
      { country: 'DK', tier: 'municipality' },
      'eligible',
      ['country-eligible'],
      '2023-03-01',
    ),
    asks(
      'Чернівецька міська рада',
      { country: 'UA', tier: 'municipality' },
      'eligible',
      ['country-eligible'],
      '2023-03-01',
    ),
    asks('Чернівецька міська рада', { country: 'UA', tier: 'municipality' }, 'ask', ['state-to-check']),
    asks('Comunidad de Madrid', { country: 'ES', tier: 'region' }, 'ask', ['tier-to-check'], '2023-03-01'),
    asks(
      'თბილისის მერია',
      { country: 'GE', tier: 'municipality' },
      'not-eligible',
      ['country-not-listed'],
      '2023-03-01',
    ),
  ],
  taiex: [
    asks('Mestna občina Kranj', { country: 'SI', tier: 'municipality' }, 'eligible', ['country-eligible']),
    asks('Komuna e Prizrenit', { country: 'XK', tier: 'municipality' }, 'eligible', ['country-eligible']),
    asks('an elected member, Porto', { country: 'PT', kind: 'elected-member' }, 'eligible', [
      'country-eligible',
      'nominates',
    ]),
    asks('بلدية بنغازي', { country: 'LY', tier: 'municipality' }, 'ask', ['kind-to-check']),
    asks('İzmir Büyükşehir Belediyesi', { country: 'TR', tier: 'municipality' }, 'ask', ['kind-to-check']),
    asks('a company, Belgrade', { country: 'RS', kind: 'private' }, 'not-eligible', ['kind-not-eligible']),
  ],
  twinning: [
    asks('a regional body with a mandate, Graz', { country: 'AT', kind: 'mandated-body' }, 'eligible', [
      'country-eligible',
      'by-call',
    ]),
    asks('a ministry in Tirana', { country: 'AL', kind: 'national-administration' }, 'eligible', [
      'country-eligible',
      'by-call',
    ]),
    asks('Bashkia Durrës', { country: 'AL', tier: 'municipality' }, 'ask', ['kind-to-check']),
    asks('a ministry in Damascus', { country: 'SY', kind: 'national-administration' }, 'ask', [
      'country-to-check',
    ]),
    asks(
      'the community’s administration',
      { country: 'TCC', kind: 'national-administration' },
      'not-eligible',
      ['country-not-listed'],
    ),
  ],
  'team-europe': [
    {
      ...asks('Stad Gent', { country: 'BE', tier: 'municipality' }, 'eligible', ['country-eligible']),
      verified: teamEuropeVerified,
    },
    {
      ...asks('Commune de Tanger', { country: 'MA', tier: 'municipality' }, 'eligible', ['country-eligible']),
      verified: teamEuropeVerified,
    },
    asks('Stad Gent', { country: 'BE', tier: 'municipality' }, 'ask', ['country-to-check', 'kind-to-check']),
    asks('Commune de Tanger', { country: 'MA', tier: 'municipality' }, 'ask', [
      'country-to-check',
      'kind-to-check',
    ]),
    asks('a ministry in Amman', { country: 'JO', kind: 'national-administration' }, 'ask', [
      'country-to-check',
      'kind-to-check',
    ]),
    asks('a company, Lyon', { country: 'FR', kind: 'private' }, 'ask', ['country-to-check', 'kind-to-check']),
    asks(
      'Stad Gent',
      { country: 'BE', tier: 'municipality' },
      'not-eligible',
      ['not-yet-open'],
      '2022-03-31',
    ),
  ],
}

/** What the rules answer in a case. */
export const answerIn = (id: ProgrammeId, { applicant, on = today, verified }: ProgrammeCase): Eligibility =>
  mayTakePart({ ...shippedProgramme(id), ...verified }, applicant, on)

/** The README's table: each programme with its cases and the answers as the site says them. */
export const programmeTable = (): string => {
  const t = messagesIn('en')
  const row = (...cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [
    row('programme', 'who asks', 'where', 'answer'),
    row('---', '---', '---', '---'),
    ...Object.entries(programmeCases).flatMap(([id, cases]) =>
      cases.map((each, n) => {
        const country = territoryLabel(each.applicant.country, 'en').replaceAll('*', '\\*')
        const { answer, reasons } = answerIn(id, each)
        const sentences = reasons.map((reason) => t(`programmes.reason.${reason}`, { country }))
        return row(
          n === 0 ? `**${wordsIn(shippedProgramme(id).words.name, 'en').text}** (\`${id}\`)` : '',
          [each.who, each.on, each.verified && 'once the desk has verified it'].filter(Boolean).join(', '),
          country,
          `**${t(`programmes.answer.${answer}`)}.** ${sentences.join(' ')}`,
        )
      }),
    ),
  ].join('\n')
}
