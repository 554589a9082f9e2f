import type { Messages } from '../messages/messages.ts'
import { wordsIn } from '../programmes/programme.ts'
import { programmeName, shippedProgramme } from '../programmes/programmes.ts'
import type { Format } from '../register/entry.ts'
import type { Survey } from './survey-schema.ts'

/** Below so many characters a description seldom says enough for somebody else to know whether it fits. */
const clearDescription = 40
/** Beyond so many offers, requests and interests together, nobody reads them all. */
const clearItems = 6
/** Beyond so many peers a year: one a month is a lot of work beside an office. */
const usualCapacity = 12

/**
 * What is allowed, but seldom meant, or will not work as hoped: a soft limit. It is said, and stops nothing.
 * `programme-formats`: a programme works in certain formats (DESIGN 4, 'limits are soft'), and none of them is among the
 * item's; not stated formats mean any.
 */
export type Warning = {
  /** JSON pointer of the field. */
  readonly pointer: string
  readonly code: WarningCode
  /** Of `programme-formats`. */
  readonly programme?: string
}
type WarningCode = 'many-items' | 'short-description' | 'programme-formats' | 'no-capacity' | 'large-capacity'

const warning = (pointer: string, code: WarningCode, programme?: string): Warning => ({
  pointer,
  code,
  ...(programme !== undefined && { programme }),
})

/** The soft limits that answers go beyond, in the order of the form. */
export const warningsOf = ({ items, capacity }: Pick<Survey, 'items' | 'capacity'>): readonly Warning[] => {
  const offers = items.some(({ direction }) => direction === 'offer')
  return [
    ...(items.length > clearItems ? [warning('/items', 'many-items')] : []),
    ...items.flatMap(({ description, formats, programmes }, at) => [
      ...(description.length < clearDescription
        ? [warning(`/items/${at}/description`, 'short-description')]
        : []),
      ...programmes
        .filter((programme) => !worksBy(programme, formats))
        .map((programme) => warning(`/items/${at}/formats`, 'programme-formats', programme)),
    ]),
    ...(capacity === 0 && offers ? [warning('/capacity', 'no-capacity')] : []),
    ...(capacity !== undefined && capacity > usualCapacity ? [warning('/capacity', 'large-capacity')] : []),
  ]
}

/** Whether a programme works by one of these formats, or none was stated; one with formats of its own alone takes any. */
const worksBy = (programme: string, stated: readonly Format[]): boolean => {
  const { formats } = shippedProgramme(programme)
  const known = formats === 'any' ? [] : formats.flatMap(({ format }) => format ?? [])
  return known.length === 0 || stated.length === 0 || stated.some((format) => known.includes(format))
}

/** A programme's formats in a list, each by its name. */
const formatsOf = (programme: string, t: Messages): string => {
  const { formats } = shippedProgramme(programme)
  const names =
    formats === 'any'
      ? []
      : formats.map(({ format, name }) =>
          name ? wordsIn(name, t.language).text : t(`register.format.${format}`),
        )
  return new Intl.ListFormat(t.locale, { type: 'disjunction' }).format(names)
}

/** A warning in words. */
export const warningText = ({ code, programme }: Warning, t: Messages): string =>
  t(`survey.warning.${code}`, {
    characters: clearDescription,
    items: clearItems,
    ...(programme !== undefined && {
      programme: programmeName(programme, t.language),
      formats: formatsOf(programme, t),
    }),
  })

/** Warnings as programs get them; nothing where there are none. */
export const statedWarnings = (
  warnings: readonly Warning[],
  t: Messages,
): { readonly warnings?: readonly { pointer: string; code: string; detail: string }[] } =>
  warnings.length === 0
    ? {}
    : {
        warnings: warnings.map((each) => ({
          pointer: each.pointer,
          code: each.code,
          detail: warningText(each, t),
        })),
      }
