import type { Authority } from '../register/entry.ts'
import { fold } from '../register/folding.ts'

/**
 * The spelling under which an authority is one and the same: without marks, case and punctuation, so that
 * 'Kraków', 'KRAKOW' and 'Kraków ' do not make two entries. Letters of other scripts stay.
 */
export const foldedAuthorityName = (name: string): string =>
  fold(name)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

type Named = Pick<Authority, 'name' | 'country'>

/** Whether two names in countries mean one authority. */
export const isSameAuthority = (one: Named, other: Named): boolean =>
  one.country === other.country && foldedAuthorityName(one.name) === foldedAuthorityName(other.name)
