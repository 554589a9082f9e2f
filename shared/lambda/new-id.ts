import { randomBytes } from 'node:crypto'

/** A new id: 20 letters and digits (100 bits), fit for addresses, keys and being read out. */
export const newId = (): string =>
  Array.from(randomBytes(20), (byte) => '0123456789abcdefghjkmnpqrstvwxyz'[byte & 31]).join('')
