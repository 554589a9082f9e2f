import { randomInt, randomUUID } from 'node:crypto'
import { type AwsAnswer, type Check, jsonAnswer } from '../access/aws-endpoint.ts'
import { readJson, writeJson } from '../run-folder.ts'
import type { SecretWiring } from '../templates/wiring.ts'

export type Secrets = {
  /** `GetSecretValue` of the run's secrets. */
  answer(body: string, check: Check): AwsAnswer
  /** A secret's text by its ARN, for the parts of the run that stand for somebody else who knows it. */
  textOf(arn: string): string
}

const upper = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const punctuation = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~'

/** A generated string as `GenerateSecretString` describes it; Secrets Manager's default is 32 characters. */
const generated = (rules: Readonly<Record<string, unknown>>): string => {
  const is = (rule: string) => String(rules[rule]) === 'true'
  const alphabet = [
    is('ExcludeUppercase') ? '' : upper,
    is('ExcludeLowercase') ? '' : upper.toLowerCase(),
    is('ExcludeNumbers') ? '' : '0123456789',
    is('ExcludePunctuation') ? '' : punctuation,
    is('IncludeSpace') ? ' ' : '',
  ]
    .join('')
    .split('')
    .filter((character) => !String(rules.ExcludeCharacters ?? '').includes(character))
  const length = Number(rules.PasswordLength ?? 32)
  return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('')
}

/**
 * The secrets of the stacks, generated once and kept in a file.
 *
 * @param file where they are kept, readable by the owner only
 */
export const openSecrets = (secrets: readonly SecretWiring[], file: string): Secrets => {
  const kept: Record<string, string> = { ...(readJson(file) as Record<string, string> | undefined) }
  for (const { name, generate } of secrets) {
    if (kept[name] !== undefined) continue
    const template = generate.SecretStringTemplate
    kept[name] =
      typeof template === 'string'
        ? JSON.stringify({
            ...(JSON.parse(template) as object),
            [String(generate.GenerateStringKey)]: generated(generate),
          })
        : generated(generate)
  }
  writeJson(file, kept, 0o600)

  const textOf: Secrets['textOf'] = (arn) => {
    const value = kept[secrets.find((secret) => secret.arn === arn)?.name ?? '']
    if (value === undefined) throw new Error(`no stack has the secret ${arn}`)
    return value
  }
  const answer: Secrets['answer'] = (body, check) => {
    const id = String((JSON.parse(body) as { SecretId?: string }).SecretId)
    const secret = secrets.find(({ arn, name }) => arn === id || name === id)
    const denied = check([{ action: 'secretsmanager:GetSecretValue', resource: secret?.arn ?? id }])
    if (denied !== undefined) return jsonAnswer(400, { __type: 'AccessDeniedException', Message: denied })
    if (!secret)
      return jsonAnswer(400, {
        __type: 'ResourceNotFoundException',
        Message: "Secrets Manager can't find the specified secret.",
      })
    return jsonAnswer(200, {
      ARN: secret.arn,
      Name: secret.name,
      VersionId: randomUUID(),
      VersionStages: ['AWSCURRENT'],
      SecretString: kept[secret.name],
    })
  }
  return { answer, textOf }
}
