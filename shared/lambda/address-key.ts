import { secretFrom } from './secret.ts'

/** Gives the stage's key for `addressHash`. */
export type AddressKey = () => Promise<string>

/** Reads the secret once a process; a failed read is tried again at the next call. */
export const addressKeyFrom = (secretId: string): AddressKey => secretFrom(secretId).read
