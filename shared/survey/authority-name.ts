import { fold } from '../register/folding.ts'

/**
 * The spelling under which an authority is one and the same: without marks, case and punctuation, so that
 * 'Kraków', 'KRAKOW' and 'Kraków ' do not make two entries. Letters of other scripts stay.
 */
export const foldedAuthorityName = (name: string): string =>
  fold(name)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
