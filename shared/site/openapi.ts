import * as z from 'zod/mini'
import type { Operation } from '../http/operation.ts'
import { languageParameter } from '../http/request.ts'
import { languages } from '../messages/languages.ts'
import type { SiteSettings } from '../pages/site-settings.ts'
import { sessionKinds } from '../sessions/session.ts'

type JsonSchema = Readonly<Record<string, unknown>>

/** A schema as JSON Schema 2020-12, which OpenAPI 3.1 takes as it is. All inline: nothing refers elsewhere. */
const jsonSchemaOf = (schema: z.core.$ZodType, io: 'input' | 'output'): JsonSchema => {
  const {
    $schema: _,
    '~standard': __,
    ...rest
  } = z.toJSONSchema(schema, { io, reused: 'inline', unrepresentable: 'any' })
  return rest
}

const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  errors: z.optional(z.array(z.object({ pointer: z.string(), code: z.string(), detail: z.string() }))),
})

/** What a status means, for every operation alike (RFC 9110, section 15). */
const problemMeanings: Readonly<Record<number, string>> = {
  400: 'The body cannot be read.',
  401: 'Only for who is signed in.',
  403: 'A form from a page of another origin, or a role that does not include it.',
  404: 'Nothing of that name, or not for you.',
  405: 'The address takes other methods; Allow names them.',
  409: 'Somebody changed it at the same time.',
  410: 'Used up or expired.',
  413: 'The body is larger than 64 kB.',
  415: 'Another content type or charset than those named here.',
  422: 'A rule is broken: errors names each field by JSON pointer.',
  429: 'Too many; Retry-After says when to come back.',
  500: 'A defect on our side; nothing was changed.',
  503: 'A part behind us did not answer; Retry-After says when to try again.',
}

/** What the names in paths stand for. */
const pathParameters: Readonly<Record<string, string>> = {
  token: 'The token of a mailed link.',
  entryId: "An entry's id.",
  userId: "A desk user's id.",
  id: 'The id.',
  status: 'How it went on.',
  version: 'A version of the notice, e.g. 1.',
  file: 'The file, as a page names it.',
}

/** The fields of a form are those of the JSON body; nested names are written with dots (`decodeForm`). */
const formSchema = (body: JsonSchema): JsonSchema => ({
  type: 'object',
  description:
    'The same fields as the JSON body, each name its JSON pointer with dots: items.0.theme; a name that ends with [] collects all its values: items.0.formats[].',
  properties: Object.fromEntries(namesIn(body, '').map((name) => [name, { type: 'string' }])),
})

/** The names under which a form sends what a schema describes; of a list of objects those of the first. */
const namesIn = (schema: JsonSchema, at: string): readonly string[] => {
  const { properties, items, anyOf, oneOf, allOf } = schema as {
    properties?: Record<string, JsonSchema>
    items?: JsonSchema
    anyOf?: readonly JsonSchema[]
    oneOf?: readonly JsonSchema[]
    allOf?: readonly JsonSchema[]
  }
  const variants = anyOf ?? oneOf ?? allOf
  if (variants) return [...new Set(variants.flatMap((variant) => namesIn(variant, at)))]
  if (properties)
    return Object.entries(properties).flatMap(([name, inner]) => namesIn(inner, at ? `${at}.${name}` : name))
  if (items) return 'properties' in items ? namesIn(items, `${at}.0`) : [`${at}[]`]
  return [at]
}

const requestBody = (body: NonNullable<Operation['body']>) => {
  const schema = jsonSchemaOf(body.schema(), 'input')
  return {
    required: true,
    content: {
      'application/json': { schema, example: body.example },
      ...(!body.jsonOnly && { 'application/x-www-form-urlencoded': { schema: formSchema(schema) } }),
    },
  }
}

const parametersOf = ({ path, query = {}, headers = {} }: Operation) => [
  ...[...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    description: pathParameters[name] ?? name,
    schema: { type: 'string' },
  })),
  ...Object.entries(query).map(([name, { description, schema, example }]) => ({
    name,
    in: 'query',
    required: false,
    description,
    schema: jsonSchemaOf(schema, 'input'),
    ...(example !== undefined && { example }),
  })),
  {
    name: languageParameter,
    in: 'query',
    required: false,
    description: 'The language of the texts; without it Accept-Language decides.',
    schema: { type: 'string', enum: languages },
  },
  ...Object.entries(headers).map(([name, description]) => ({
    name,
    in: 'header',
    required: false,
    description,
    schema: { type: 'string' },
  })),
]

const answersOf = ({ answers, problems = [], page, produces = [] }: Operation) => ({
  ...Object.fromEntries(
    Object.entries(answers).map(([status, { description, schema }]) => {
      const content = {
        ...(schema && { 'application/json': { schema: jsonSchemaOf(schema(), 'output') } }),
        ...(page !== false && status.startsWith('2') && { 'text/html': { schema: { type: 'string' } } }),
        ...(status === '200' && Object.fromEntries(produces.map((type) => [type, {}]))),
      }
      return [
        status,
        {
          description,
          ...(status === '303' && { headers: { Location: { schema: { type: 'string', format: 'uri' } } } }),
          ...(Object.keys(content).length > 0 && { content }),
        },
      ]
    }),
  ),
  ...Object.fromEntries(
    [...new Set([...problems, 405, 500, 503])].map((status) => [
      String(status),
      {
        description: problemMeanings[status] ?? 'A problem.',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  ),
})

/**
 * Which session an operation needs, with the role at least (OpenAPI 3.1 allows roles there). Nothing where everybody
 * may call it, or whoever has the link.
 */
const securityOf = ({ access }: Operation): Record<string, string[]>[] => {
  if (access === 'everybody' || access === 'link') return []
  return [access === 'respondent' ? { respondent: [] } : { desk: [access] }]
}

/**
 * The OpenAPI 3.1 document of a site. Bodies are inline, each with an example that the running system accepts as
 * it stands; forms are named beside JSON.
 *
 * @param operations by feature, which becomes the operations' tag
 */
export const openApiDocument = (
  site: SiteSettings,
  operations: Readonly<Record<string, Readonly<Record<string, Operation>>>>,
) => {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const [feature, ofFeature] of Object.entries(operations))
    for (const operation of Object.values<Operation>(ofFeature)) {
      const onPath = paths[operation.path] ?? {}
      paths[operation.path] = onPath
      onPath[operation.method.toLowerCase()] = {
        operationId: operation.id,
        summary: operation.summary,
        tags: [feature],
        parameters: parametersOf(operation),
        ...(operation.body && { requestBody: requestBody(operation.body) }),
        responses: answersOf(operation),
        security: securityOf(operation),
      }
    }
  return {
    openapi: '3.1.0',
    info: {
      title: site.name,
      version: '1.0.0',
      description:
        'One address a resource: browsers get pages, Accept: application/json gets data. Errors are problem documents (RFC 9457).',
      contact: { email: site.contactAddress },
      license: { name: 'European Union Public Licence 1.2', identifier: 'EUPL-1.2' },
    },
    servers: [{ url: site.siteUrl }],
    tags: Object.keys(operations).map((name) => ({ name })),
    paths,
    components: {
      schemas: { Problem: jsonSchemaOf(problemSchema, 'output') },
      securitySchemes: {
        respondent: {
          type: 'apiKey',
          in: 'cookie',
          name: sessionKinds.respondent.cookie,
          description: 'The session of a respondent, by POST /my/sign-in-links/{token}.',
        },
        desk: {
          type: 'apiKey',
          in: 'cookie',
          name: sessionKinds.desk.cookie,
          description: 'The session of a desk user, by OpenID Connect from GET /secretariat/sign-in/start.',
        },
      },
    },
  }
}
