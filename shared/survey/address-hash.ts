import { createHmac } from 'node:crypto'

/**
 * The keyed hash under which an address is found or suppressed: HMAC-SHA-256 of the trimmed, lower-case
 * address in base64url. The key is the stage's secret, so a copy of the table does not tell who is in it.
 */
export const addressHash = (key: string, address: string): string =>
  createHmac('sha256', key).update(address.trim().toLowerCase()).digest('base64url')
