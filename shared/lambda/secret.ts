import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'

export type Secret = {
  /** The secret's text, read once a process; a failed read is tried again at the next call. */
  read(): Promise<string>
  /** Lets the next `read` ask anew, as when whoever checks the secret no longer takes it. */
  forget(): void
}

/**
 * A secret of Secrets Manager.
 *
 * @param secretId its ARN
 */
export const secretFrom = (secretId: string): Secret => {
  let reading: Promise<string> | undefined
  return {
    read: () => {
      const begun =
        reading ??
        new SecretsManagerClient({})
          .send(new GetSecretValueCommand({ SecretId: secretId }))
          .then(({ SecretString }) => {
            if (!SecretString) throw new Error('the secret is empty')
            return SecretString
          })
      reading = begun
      begun.catch(() => {
        if (reading === begun) reading = undefined
      })
      return begun
    },
    forget: () => {
      reading = undefined
    },
  }
}
