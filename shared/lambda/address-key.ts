import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'

/** Gives the stage's key for `addressHash`. */
export type AddressKey = () => Promise<string>

/** Reads the secret once a process; a failed read is tried again at the next call. */
export const addressKeyFrom = (secretId: string): AddressKey => {
  const client = new SecretsManagerClient({})
  let reading: Promise<string> | undefined
  return () => {
    reading ??= client
      .send(new GetSecretValueCommand({ SecretId: secretId }))
      .then(({ SecretString }) => {
        if (!SecretString) throw new Error('the address key secret is empty')
        return SecretString
      })
      .catch((error: unknown) => {
        reading = undefined
        throw error
      })
    return reading
  }
}
