import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'

/**
 * Gives a secret's text, read once a process; a failed read is tried again at the next call.
 *
 * @param secretId its ARN
 */
export const secretFrom = (secretId: string): (() => Promise<string>) => {
  const client = new SecretsManagerClient({})
  let reading: Promise<string> | undefined
  return () => {
    reading ??= client
      .send(new GetSecretValueCommand({ SecretId: secretId }))
      .then(({ SecretString }) => {
        if (!SecretString) throw new Error('the secret is empty')
        return SecretString
      })
      .catch((error: unknown) => {
        reading = undefined
        throw error
      })
    return reading
  }
}
