import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Failure } from '../../../shared/failures.ts'
import { decodeForm } from '../../../shared/http/decode-form.ts'

const failureOf = (body: string): Failure => {
  try {
    decodeForm(body)
  } catch (error) {
    if (error instanceof Failure) return error
    throw error
  }
  throw new Error('it passed')
}

/** A value as our forms write it: dotted names, `[]` for lists of texts. */
const encode = (value: unknown, name = ''): [string, string][] => {
  if (typeof value === 'string') return [[name, value]]
  if (Array.isArray(value) && value.every((each) => typeof each === 'string'))
    return value.map((each) => [`${name}[]`, each])
  return Object.entries(value as object).flatMap(([step, inner]) =>
    encode(inner, name === '' ? step : `${name}.${step}`),
  )
}

const text = fc.string({ unit: 'grapheme', minLength: 1 })
const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,8}$/)
const flat = fc.dictionary(name, text, { minKeys: 1, maxKeys: 4 })
const nested = fc.dictionary(
  name,
  fc.oneof(
    text,
    fc.array(text, { minLength: 1, maxLength: 3 }),
    flat,
    fc.array(flat, { minLength: 1, maxLength: 12 }),
  ),
  { maxKeys: 5 },
)

describe('a form', () => {
  test('is the value that JSON clients send, whatever it holds', () => {
    fc.assert(
      fc.property(nested, (value) => {
        const { body: decoded } = decodeForm(new URLSearchParams(encode(value)).toString())
        expect(JSON.parse(JSON.stringify(decoded))).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })

  test('keeps lists in the order of their numbers, also past ten', () => {
    const fields = Array.from({ length: 12 }, (_, n) => `items.${n}.theme=t${n}`).reverse()
    expect(decodeForm(fields.join('&')).body.items).toEqual(
      Array.from({ length: 12 }, (_, n) => ({ theme: `t${n}` })),
    )
  })

  test('leaves out what was left empty', () => {
    expect(decodeForm('a=&b.c=&d=1')).toEqual({ body: { d: '1' }, failures: [] })
  })

  test.each([
    '__proto__=1',
    'a.__proto__.b=1',
    'constructor.prototype.x=1&constructor.prototype.x=2',
    '=1',
    'a..b=1',
    'a b=1',
    'a.b.c.d.e.f.g=1',
    'a=1&a.b=2',
    'a.b=1&a=2',
    'a[]=1&a=2',
    'a=1&a[]=2',
    'a=1&a=2',
  ])('names %s as what cannot be ours, and keeps the rest', (stray) => {
    const { body, failures } = decodeForm(`kept=words&${stray}&more.0.kept=too`)
    expect(failures.length).toBeGreaterThan(0)
    expect(body).toMatchObject({ kept: 'words', more: [{ kept: 'too' }] })
    expect(({} as { b?: string; x?: string }).b ?? ({} as { x?: string }).x).toBeUndefined()
  })

  test('refuses more fields than any form of ours has, and escapes that are no UTF-8', () => {
    expect(failureOf('a=1&'.repeat(1201)).fields[0]?.code).toBe('too-many-fields')
    expect(failureOf('a=%ff')).toMatchObject({ kind: 'malformed', code: 'not-utf-8' })
  })

  test('never breaks, never reaches a prototype, whatever is posted', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '__proto__',
        'constructor',
        'prototype',
        'toString',
        'length',
        '0',
        '00',
        '1',
        '[]',
        '.',
        '=',
        '&',
        '%',
        '+',
        '%5B%5D',
        '%00',
      ),
      name,
      fc.string({ unit: 'binary' }),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        try {
          decodeForm(pieces.join(''))
        } catch (error) {
          expect(error).toBeInstanceOf(Failure)
        }
        expect(Object.keys(Object.prototype)).toEqual([])
        expect(Object.keys(Array.prototype)).toEqual([])
      }),
      { numRuns: 1000 },
    )
  })
})
