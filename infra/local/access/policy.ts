/** One statement of an identity or resource policy, with lists where IAM allows a single value. */
export type Statement = {
  readonly effect: 'Allow' | 'Deny'
  readonly actions: readonly string[]
  readonly resources: readonly string[]
  /** Who it is about, in resource policies: `Service:sns.amazonaws.com`, `AWS:<arn>`, `*`. */
  readonly principals?: readonly string[]
  readonly conditions: readonly Condition[]
}

type Condition = { readonly operator: string; readonly key: string; readonly values: readonly string[] }

/** What somebody wants to do. Keys of `context` are lower-case condition keys. */
export type AccessRequest = {
  readonly action: string
  readonly resource: string
  /** As in `Statement.principals`; identity policies need none. */
  readonly principal?: string
  readonly context?: Readonly<Record<string, string>>
}

const listed = (value: unknown): readonly string[] =>
  value === undefined ? [] : Array.isArray(value) ? value.map(String) : [String(value)]

/** `*` stands for any text, `?` for one character. */
const like = (pattern: string, text: string): boolean =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
    's',
  ).test(text)

/** ARN wildcards do not reach beyond a colon in the first five parts. */
const arnLike = (pattern: string, arn: string): boolean => {
  const split = (text: string) => {
    const parts = text.split(':')
    return [...parts.slice(0, 5), parts.slice(5).join(':')]
  }
  const actual = split(arn)
  return split(pattern).every((part, i) => like(part, actual[i] ?? ''))
}

type Operator = (values: readonly string[], actual: string) => boolean

const operators: Readonly<Record<string, Operator>> = {
  StringEquals: (values, actual) => values.includes(actual),
  StringEqualsIgnoreCase: (values, actual) =>
    values.some((value) => value.toLowerCase() === actual.toLowerCase()),
  StringNotEquals: (values, actual) => !values.includes(actual),
  StringLike: (values, actual) => values.some((value) => like(value, actual)),
  ArnEquals: (values, actual) => values.some((value) => arnLike(value, actual)),
  ArnLike: (values, actual) => values.some((value) => arnLike(value, actual)),
  Bool: (values, actual) => values.includes(actual),
}

/** The condition keys that the local run fills in; any other would make the check a guess. */
const contextKeys: ReadonlySet<string> = new Set([
  'aws:principalarn',
  'aws:requestedregion',
  'aws:securetransport',
  'aws:sourceaccount',
  'aws:sourcearn',
  'kms:calleraccount',
  'kms:encryptioncontext:aws:dynamodb:tablename',
  'kms:viaservice',
  'ses:feedbackaddress',
  'ses:fromaddress',
])

type Document = { readonly Statement?: unknown }

/**
 * The statements of a policy document.
 *
 * @param where named in errors
 * @throws Error on an element, operator or condition key whose meaning the local run does not know
 */
export const statementsOf = (document: unknown, where: string): readonly Statement[] => {
  const { Statement } = (document ?? {}) as Document
  const all = Array.isArray(Statement) ? Statement : Statement === undefined ? [] : [Statement]
  return all.map((raw) => statementOf(raw as Readonly<Record<string, unknown>>, where))
}

const statementElements = ['Sid', 'Effect', 'Action', 'Resource', 'Principal', 'Condition']

const statementOf = (raw: Readonly<Record<string, unknown>>, where: string): Statement => {
  const unknown = Object.keys(raw).find((element) => !statementElements.includes(element))
  if (unknown) throw new Error(`${where}: the local run does not know the policy element ${unknown}`)
  if (raw.Effect !== 'Allow' && raw.Effect !== 'Deny') throw new Error(`${where}: a statement has no effect`)
  return {
    effect: raw.Effect,
    actions: listed(raw.Action),
    resources: listed(raw.Resource),
    ...('Principal' in raw && { principals: principalsOf(raw.Principal) }),
    conditions: conditionsOf(raw.Condition, where),
  }
}

const principalsOf = (principal: unknown): readonly string[] =>
  principal === '*'
    ? ['*']
    : Object.entries(principal as Readonly<Record<string, unknown>>).flatMap(([kind, values]) =>
        listed(values).map((value) => (value === '*' ? '*' : `${kind}:${value}`)),
      )

const conditionsOf = (raw: unknown, where: string): readonly Condition[] =>
  Object.entries((raw ?? {}) as Readonly<Record<string, Readonly<Record<string, unknown>>>>).flatMap(
    ([operator, tests]) => {
      if (!(operator in operators))
        throw new Error(`${where}: the local run does not know the condition operator ${operator}`)
      return Object.entries(tests).map(([key, values]) => {
        if (!contextKeys.has(key.toLowerCase()))
          throw new Error(`${where}: the local run does not know the condition key ${key}`)
        return { operator, key: key.toLowerCase(), values: listed(values) }
      })
    },
  )

const holds = ({ operator, key, values }: Condition, context: Readonly<Record<string, string>>): boolean => {
  const actual = context[key]
  // A key that is absent from a request fails every test but the negated ones (IAM's own rule).
  if (actual === undefined) return operator === 'StringNotEquals'
  return operators[operator]?.(values, actual) ?? false
}

const isAbout = (statement: Statement, request: AccessRequest): boolean =>
  statement.actions.some((action) => like(action.toLowerCase(), request.action.toLowerCase())) &&
  // A resource policy may leave out the resource where it can only be its own.
  (statement.resources.length === 0 ||
    statement.resources.some((resource) => like(resource, request.resource))) &&
  (statement.principals === undefined ||
    statement.principals.some((principal) => principal === '*' || principal === request.principal)) &&
  statement.conditions.every((condition) => holds(condition, request.context ?? {}))

/** IAM's rule: an explicit denial wins, then any allowance; nothing said means no. */
export const isAllowed = (statements: readonly Statement[], request: AccessRequest): boolean => {
  const about = statements.filter((statement) => isAbout(statement, request))
  return about.some(({ effect }) => effect === 'Allow') && !about.some(({ effect }) => effect === 'Deny')
}
