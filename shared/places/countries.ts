import { displayName } from '../messages/display-names.ts'
import type { Language } from '../messages/languages.ts'

/** Country codes as ISO 3166-1, with `XK` (user-assigned) for Kosovo. */
export const countryCodes = [
  'AT',
  'BE',
  'BG',
  'HR',
  'CY',
  'CZ',
  'DK',
  'EE',
  'FI',
  'FR',
  'DE',
  'GR',
  'HU',
  'IE',
  'IT',
  'LV',
  'LT',
  'LU',
  'MT',
  'NL',
  'PL',
  'PT',
  'RO',
  'SK',
  'SI',
  'ES',
  'SE',
  'AL',
  'BA',
  'XK',
  'ME',
  'MK',
  'RS',
  'TR',
  'AM',
  'AZ',
  'GE',
  'MD',
  'UA',
  'DZ',
  'EG',
  'IL',
  'JO',
  'LB',
  'LY',
  'MA',
  'PS',
  'SY',
  'TN',
] as const
export type CountryCode = (typeof countryCodes)[number]

/** The Member States; a change of membership is a change here. */
const memberStates: ReadonlySet<string> = new Set<CountryCode>([
  'AT',
  'BE',
  'BG',
  'HR',
  'CY',
  'CZ',
  'DK',
  'EE',
  'FI',
  'FR',
  'DE',
  'GR',
  'HU',
  'IE',
  'IT',
  'LV',
  'LT',
  'LU',
  'MT',
  'NL',
  'PL',
  'PT',
  'RO',
  'SK',
  'SI',
  'ES',
  'SE',
])

export type Side = 'eu' | 'partner' | 'other'

export const isCountryCode = (value: unknown): value is CountryCode =>
  (countryCodes as readonly unknown[]).includes(value)

/** An authority's side, from its country: a Member State, a partner country of the EU, or neither. */
export const sideOf = (code: string): Side =>
  memberStates.has(code) ? 'eu' : isCountryCode(code) ? 'partner' : 'other'

/**
 * Names that the EU's institutions use where CLDR's (`displayName`) differ (Interinstitutional Style Guide,
 * annex A5). Asterisks refer to the footnote, another number of them to each, so that one page can have both.
 */
const euNames: Readonly<Record<Language, Readonly<Partial<Record<CountryCode, string>>>>> = {
  en: { BA: 'Bosnia and Herzegovina', PS: 'Palestine**', TR: 'Türkiye', XK: 'Kosovo*' },
  fr: { PS: 'Palestine**', XK: 'Kosovo*' },
  uk: { PS: 'Палестина**', XK: 'Косово*' },
  ar: { PS: 'فلسطين**', TR: 'تركيا', XK: 'كوسوفو*' },
}

/** The EU's own words for the designations that must not be read as a position on status. */
const designations: Readonly<Partial<Record<CountryCode, Readonly<Record<Language, string>>>>> = {
  XK: {
    en: 'This designation is without prejudice to positions on status, and is in line with UNSCR 1244/1999 and the ICJ Opinion on the Kosovo declaration of independence.',
    fr: 'Cette désignation est sans préjudice des positions sur le statut et est conforme à la résolution 1244 (1999) du Conseil de sécurité des Nations unies ainsi qu’à l’avis de la CIJ sur la déclaration d’indépendance du Kosovo.',
    uk: 'Ця назва не визначає позицій щодо статусу й відповідає Резолюції Ради Безпеки ООН 1244/1999 та Висновку Міжнародного суду ООН щодо декларації про незалежність Косова.',
    ar: 'لا تمسّ هذه التسمية بالمواقف من الوضع القانوني، وهي تتفق مع قرار مجلس الأمن 1244/1999 ومع رأي محكمة العدل الدولية بشأن إعلان استقلال كوسوفو.',
  },
  PS: {
    en: 'This designation shall not be construed as recognition of a State of Palestine and is without prejudice to the individual positions of the Member States on this issue.',
    fr: 'Cette dénomination ne saurait être interprétée comme une reconnaissance d’un État de Palestine et est sans préjudice de la position de chaque État membre sur cette question.',
    uk: 'Цю назву не слід тлумачити як визнання Держави Палестина; вона не визначає позицій окремих держав-членів із цього питання.',
    ar: 'لا يجوز تفسير هذه التسمية على أنها اعتراف بدولة فلسطين، وهي لا تمسّ بمواقف كل دولة من الدول الأعضاء من هذه المسألة.',
  },
}

/**
 * A country's name as the EU writes it. A name that ends with asterisks needs its footnote wherever it is read: pages
 * and mails add those by `footnotesIn`, other answers by `countryFootnotes`.
 */
export const countryLabel = (code: CountryCode, language: Language): string =>
  euNames[language][code] ?? displayName('region', code, language)

/** A footnote: `mark` is how the name that refers to it ends. */
export type Footnote = { readonly country: CountryCode; readonly mark: string; readonly text: string }

/** The footnotes that a text with these countries must carry, each once, the shortest mark first. */
export const countryFootnotes = (codes: Iterable<string>, language: Language): readonly Footnote[] =>
  [...new Set(codes)]
    .filter(isCountryCode)
    .flatMap((country) => {
      const text = designations[country]?.[language]
      const mark = /\*+$/.exec(euNames[language][country] ?? '')?.[0]
      return text === undefined || mark === undefined ? [] : [{ country, mark, text }]
    })
    .sort((a, b) => a.mark.length - b.mark.length)

/**
 * The footnotes that a page or mail must carry: of every name in it that ends with asterisks, wherever that stands, also in a
 * list that opens. One rule for everything that is written, so that no page has to know which names it shows.
 *
 * @param written the words, with or without markup
 */
export const footnotesIn = (written: string, language: Language): readonly Footnote[] =>
  written.includes('*')
    ? countryFootnotes(
        countryCodes.filter((code) => designations[code] && written.includes(countryLabel(code, language))),
        language,
      )
    : []

/** All countries by name, in the reader's alphabet: for lists to choose from. */
export const countriesByName = (
  language: Language,
): readonly { readonly code: CountryCode; readonly label: string }[] => {
  const { compare } = new Intl.Collator(language)
  return countryCodes
    .map((code) => ({ code, label: countryLabel(code, language) }))
    .sort((a, b) => compare(a.label, b.label))
}

/** The code that NUTS uses: ISO's, but `EL` for Greece. */
export const nutsCountryOf = (code: CountryCode): string => (code === 'GR' ? 'EL' : code)

/** The country of a NUTS code of any level (`EL30` is in Greece); undefined: none of ours. */
export const countryOfNuts = (nuts: string): CountryCode | undefined => {
  const prefix = nuts.slice(0, 2).toUpperCase()
  const code = prefix === 'EL' ? 'GR' : prefix
  return isCountryCode(code) && prefix !== 'GR' ? code : undefined
}
