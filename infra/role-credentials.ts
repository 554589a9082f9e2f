/**
 * Stands in the bundles for `@aws-sdk/credential-provider-node`. That one looks for credentials in profiles,
 * single sign-on, web identities and metadata services, a fifth of a bundle; Lambda gives a function its role's
 * in the environment, always.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
 */
export const defaultProvider = () => async () => {
  const {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
  } = process.env
  if (!accessKeyId || !secretAccessKey)
    throw new Error('environment: AWS_ACCESS_KEY_ID or AWS_SECRET_ACCESS_KEY is missing')
  return { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) }
}
