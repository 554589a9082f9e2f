import { Validator } from '@seriousme/openapi-schema-validator'
import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import type { Operation } from '../../../shared/http/operation.ts'
import { allOperations } from '../../../shared/site/all-operations.ts'
import { openApiDocument } from '../../../shared/site/openapi.ts'
import { aSite } from '../../support/requests.ts'

// Through JSON, as a client gets it.
const document = JSON.parse(JSON.stringify(openApiDocument(aSite, allOperations))) as {
  openapi: string
  paths: Record<string, Record<string, DescribedOperation>>
}
type Media = { schema: Record<string, unknown>; example?: unknown }
type DescribedOperation = {
  operationId: string
  parameters: { name: string; in: string; required: boolean; schema: unknown }[]
  requestBody?: { required: boolean; content: Record<string, Media> }
  responses: Record<string, { description: string; content?: Record<string, Media> }>
}

const operations = Object.values(allOperations).flatMap((ofFeature) => Object.values<Operation>(ofFeature))
const described = (operation: Operation) => document.paths[operation.path]?.[operation.method.toLowerCase()]

describe('the OpenAPI document', () => {
  test('is valid by the JSON Schema of OpenAPI 3.1', async () => {
    const validator = new Validator()
    const { valid, errors } = await validator.validate(structuredClone(document))
    expect(errors).toBeUndefined()
    expect(valid).toBe(true)
    expect(validator.version).toBe('3.1')
  })

  test('describes every operation of every feature, each under a name of its own', () => {
    expect(operations.length).toBeGreaterThan(20)
    for (const operation of operations) expect(described(operation)?.operationId).toBe(operation.id)
    expect(new Set(operations.map(({ id }) => id)).size).toBe(operations.length)
    const paths = Object.values(document.paths).flatMap((onPath) => Object.keys(onPath))
    expect(paths).toHaveLength(operations.length)
  })

  test.each(operations.filter(({ body }) => body))(
    '$id has an example in its JSON body that its own schema accepts, and refers nowhere',
    (operation) => {
      const content = described(operation)?.requestBody?.content ?? {}
      const media = content['application/json']
      expect(JSON.stringify(content)).not.toContain('$ref')
      expect(operation.body && z.safeParse(operation.body.schema(), media?.example).success).toBe(true)
      const form = content['application/x-www-form-urlencoded']
      expect(form !== undefined).toBe(!operation.body?.jsonOnly)
      for (const name of Object.keys((form?.schema.properties as object | undefined) ?? {}))
        expect(name).not.toBe('')
    },
  )

  test("the survey's example is a public offer with one mail address", () => {
    const example = described(allOperations.survey.submitSurvey)?.requestBody?.content['application/json']
      ?.example
    expect(example).toMatchObject({ items: [{ direction: 'offer', visibility: 'public' }] })
    expect(JSON.stringify(example).match(/@/g)).toHaveLength(1)
  })

  test('gives every path parameter a schema, and every answer that is no success a problem document', () => {
    for (const operation of operations) {
      const it = described(operation)
      const inPath = it?.parameters.filter((parameter) => parameter.in === 'path') ?? []
      expect(inPath.map(({ name }) => `{${name}}`)).toEqual(operation.path.match(/\{\w+\}/g) ?? [])
      for (const parameter of it?.parameters ?? []) expect(parameter.schema).toBeTypeOf('object')
      const failing = Object.entries(it?.responses ?? {}).filter(([status]) => status >= '400')
      expect(failing.map(([status]) => status)).toEqual(expect.arrayContaining(['405', '500', '503']))
      for (const [, { content }] of failing)
        expect(Object.keys(content ?? {})).toEqual(['application/problem+json'])
    }
  })

  test('names forms with the names that they send', () => {
    const form = described(allOperations.survey.submitSurvey)?.requestBody?.content[
      'application/x-www-form-urlencoded'
    ]
    expect(Object.keys(form?.schema.properties as object)).toEqual(
      expect.arrayContaining(['authority.name', 'items.0.theme', 'items.0.formats[]', 'email']),
    )
  })
})
