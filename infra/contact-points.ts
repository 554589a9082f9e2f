import type { ContactPoint, ContactPoints } from '../shared/programmes/contact-points.ts'
import { contactAreas } from '../shared/programmes/rule-words.ts'

/** The most that the contact points may take as JSON: Lambda allows a function 4 kB of variables in all. */
const mostCharacters = 3000

/**
 * A stage's contact points as stated (an object, or that as JSON), checked. Those of the fallback are the site's contact where none are stated.
 *
 * @param refuse throws, naming the setting and the rule
 */
export const contactPointsOf = (
  stated: unknown,
  contact: string,
  isAddress: (value: string) => boolean,
  refuse: (rule: string) => never,
): ContactPoints => {
  const asObject = (value: unknown, what: string): Record<string, unknown> =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : refuse(`must state ${what}`)
  const point = (value: unknown): ContactPoint => {
    const { function: does, mail, phone, ...rest } = asObject(value, 'each contact point as an object')
    const [strange] = Object.keys(rest)
    if (strange !== undefined) refuse(`must not have '${strange}' at a contact point`)
    if (typeof does !== 'string' || does.trim() === '')
      refuse('must state the function of each contact point')
    if (typeof mail !== 'string' || !isAddress(mail))
      refuse(`must state a mail address of each contact point, not '${String(mail ?? '')}'`)
    if (phone !== undefined && !(typeof phone === 'string' && /^\+[0-9][0-9 ]{6,20}$/.test(phone)))
      refuse(`must write phones as +32 2 000 00 00, not '${String(phone)}'`)
    return {
      function: String(does).trim(),
      mail: String(mail),
      ...(phone !== undefined && { phone: String(phone) }),
    }
  }
  const list = (value: unknown): readonly ContactPoint[] =>
    Array.isArray(value) && value.length > 0
      ? value.map(point)
      : refuse('must list at least one contact point for each area it names')

  const { byArea = {}, fallback, ...rest } = asObject(parsed(stated, refuse) ?? {}, 'byArea and fallback')
  const [strange] = [
    ...Object.keys(rest),
    ...Object.keys(asObject(byArea, 'byArea as an object')).filter(
      (area) => !(contactAreas as readonly string[]).includes(area),
    ),
  ]
  if (strange !== undefined)
    refuse(`must not have '${strange}': byArea takes ${contactAreas.join(', ')}, beside it stands fallback`)
  const points = {
    byArea: Object.fromEntries(
      Object.entries(asObject(byArea, 'byArea as an object')).map(([area, stated]) => [area, list(stated)]),
    ),
    fallback: fallback === undefined ? [{ function: '', mail: contact }] : list(fallback),
  }
  return JSON.stringify(points).length <= mostCharacters
    ? points
    : refuse(`must not take more than ${mostCharacters} characters as JSON`)
}

/** The command line states JSON (`-c contactPoints='{"byArea": …}'`), a stage's record the object itself. */
const parsed = (stated: unknown, refuse: (rule: string) => never): unknown => {
  if (typeof stated !== 'string') return stated
  try {
    return JSON.parse(stated)
  } catch (error) {
    return refuse(`must be JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
}
