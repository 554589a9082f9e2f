/** The commissions of the European Committee of the Regions. */
export const commissions = ['CIVEX', 'COTER', 'ECON', 'ENVE', 'NAT', 'SEDEC'] as const
type Commission = (typeof commissions)[number]

/** What is known of a theme beside its words, which are in `words/<language>.json`. */
export type ThemeFacts = {
  /** The EuroVoc concept nearest to it: `http://eurovoc.europa.eu/<eurovoc>`. */
  readonly eurovoc: string
  /** The Sustainable Development Goals that it serves, 1 to 17, the first before the others. */
  readonly sdg: readonly number[]
  /** The chapters of the EU acquis (1 to 35) that it falls under, the first before the others. */
  readonly acquis: readonly number[]
  /** The commissions of the Committee of the Regions that deal with it. */
  readonly commissions: readonly Commission[]
  /** Themes under other headings that people confuse or combine with this one; always named from both sides. */
  readonly related: readonly string[]
}

/** A heading's themes by id, in the order in which people see them. */
export type HeadingOfThemes = Readonly<Record<string, ThemeFacts>>
