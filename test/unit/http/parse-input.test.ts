import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { Failure, type FieldFailure } from '../../../shared/failures.ts'
import { parseInput } from '../../../shared/http/parse-input.ts'
import { messagesIn } from '../../../shared/messages/messages.ts'

const schema = z.strictObject({
  name: z.string().check(z.minLength(2, 'too-short'), z.maxLength(5, 'too-long')),
  theme: z.enum(['waste', 'water']),
  items: z.optional(z.array(z.strictObject({ 'a/b~c': z.int() })).check(z.maxLength(2))),
  email: z.optional(z.email('bad-email')),
  people: z.optional(z.int().check(z.minimum(1, 'too-small'), z.maximum(100, 'too-large-number'))),
})

const fieldsOf = (value: unknown, at?: '' | '?'): readonly FieldFailure[] => {
  try {
    parseInput(schema, value, at)
  } catch (error) {
    if (error instanceof Failure && error.kind === 'invalid') return error.fields
    throw error
  }
  throw new Error('it passed')
}
const whole = { name: 'Riga', theme: 'waste' }

describe('checking input', () => {
  test('gives what the schema makes of it', () => {
    expect(parseInput(schema, whole)).toEqual(whole)
  })

  test.each<[string, unknown, FieldFailure]>([
    ['a missing field', { theme: 'waste' }, { pointer: '/name', code: 'missing' }],
    ['null', { ...whole, name: null }, { pointer: '/name', code: 'missing' }],
    [
      'a wrong type',
      { ...whole, name: 7 },
      { pointer: '/name', code: 'wrong-type', values: { expected: 'string' } },
    ],
    ['a missing choice', { name: 'Riga' }, { pointer: '/theme', code: 'missing' }],
    ['an unknown choice', { ...whole, theme: 'air' }, { pointer: '/theme', code: 'unknown-value' }],
    ['an unknown field', { ...whole, admin: true }, { pointer: '/admin', code: 'unknown-field' }],
    [
      'too few characters',
      { ...whole, name: 'R' },
      { pointer: '/name', code: 'too-short', values: { least: 2 } },
    ],
    [
      'too many characters',
      { ...whole, name: 'Rigaaa' },
      { pointer: '/name', code: 'too-long', values: { most: 5 } },
    ],
    ['a bad address', { ...whole, email: 'x' }, { pointer: '/email', code: 'bad-email' }],
    [
      'a list too long, by zod’s own words',
      { ...whole, items: [1, 2, 3].map((n) => ({ 'a/b~c': n })) },
      { pointer: '/items', code: 'too-many', values: { most: 2 } },
    ],
    [
      'a field inside a list, its name escaped',
      { ...whole, items: [{ 'a/b~c': 1.5 }] },
      { pointer: '/items/0/a~1b~0c', code: 'wrong-type', values: { expected: 'int' } },
    ],
    [
      'a number past every limit',
      { ...whole, people: 1e300 },
      { pointer: '/people', code: 'too-large-number', values: { most: 100 } },
    ],
    [
      'a number below every limit',
      { ...whole, people: -1e300 },
      { pointer: '/people', code: 'too-small', values: { least: 1 } },
    ],
  ])('names the place and the rule of %s', (_, value, expected) => {
    expect(fieldsOf(value)).toEqual([expected])
  })

  test('names every field at fault at once', () => {
    expect(fieldsOf({ theme: 'air', x: 1, y: 2 }).map(({ pointer }) => pointer)).toEqual(
      expect.arrayContaining(['/name', '/theme', '/x', '/y']),
    )
  })

  test('names query parameters with a question mark', () => {
    expect(fieldsOf({ ...whole, page: '1' }, '?')).toEqual([{ pointer: '?page', code: 'unknown-field' }])
  })

  test.each([
    ['string', 'text'],
    ['number', 'a number'],
    ['int', 'a whole number'],
    ['boolean', 'true or false'],
    ['array', 'a list'],
    ['object', 'an object'],
  ])('says what is expected where a type is wrong: %s', (expected, words) => {
    expect(messagesIn('en')('failures.wrong-type', { expected })).toContain(words)
  })

  test('never repeats what was typed', () => {
    expect(JSON.stringify(fieldsOf({ ...whole, theme: 'SECRET', email: 'SECRET' }))).not.toContain('SECRET')
  })

  test.each([undefined, null, 7, 'text', []])('refuses %j as a whole', (value) => {
    expect(fieldsOf(value)[0]?.pointer).toBe('')
  })
})
