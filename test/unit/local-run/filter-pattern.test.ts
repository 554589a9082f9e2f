import { describe, expect, it } from 'vitest'
import { checkPattern, matchesPattern, passesFilters } from '../../../infra/local/streams/filter-pattern.ts'

const record = {
  eventName: 'INSERT',
  dynamodb: { NewImage: { kind: { S: 'notice' }, lane: { S: 'prompt' } }, Keys: { pk: { S: 'NOTICE#1' } } },
}

describe('a filter pattern', () => {
  it.each([
    ['any value of a list', { eventName: ['MODIFY', 'INSERT'] }, true],
    ['no value of a list', { eventName: ['REMOVE'] }, false],
    [
      'nested fields, all of them',
      { eventName: ['INSERT'], dynamodb: { NewImage: { lane: { S: ['prompt'] } } } },
      true,
    ],
    ['a nested field that differs', { dynamodb: { NewImage: { lane: { S: ['bulk'] } } } }, false],
    ['a field below one that is missing', { dynamodb: { OldImage: { kind: { S: ['notice'] } } } }, false],
    ['a leaf that exists', { dynamodb: { NewImage: { kind: { S: [{ exists: true }] } } } }, true],
    ['a node, which is no leaf', { dynamodb: { NewImage: [{ exists: true }] } }, false],
    ['the absence of a leaf', { dynamodb: { NewImage: { ttl: { N: [{ exists: false }] } } } }, true],
    ['a prefix', { dynamodb: { Keys: { pk: { S: [{ prefix: 'NOTICE#' }] } } } }, true],
    ['another prefix', { dynamodb: { Keys: { pk: { S: [{ prefix: 'ENTRY#' }] } } } }, false],
    ['anything but a value', { eventName: [{ 'anything-but': ['REMOVE'] }] }, true],
    ['anything but this value', { eventName: [{ 'anything-but': 'INSERT' }] }, false],
    ['anything but a prefix', { eventName: [{ 'anything-but': { prefix: 'IN' } }] }, false],
    ['anything but, of a field that is missing', { colour: [{ 'anything-but': ['red'] }] }, false],
  ])('matches %s', (_, pattern, expected) => {
    expect(() => checkPattern(pattern, 'here')).not.toThrow()
    expect(matchesPattern(pattern, record)).toBe(expected)
  })

  it('tells numbers from texts', () => {
    expect(matchesPattern({ n: [1] }, { n: 1 })).toBe(true)
    expect(matchesPattern({ n: [1] }, { n: '1' })).toBe(false)
  })

  it('lets everything pass where there is none, else what any of them matches', () => {
    expect(passesFilters([], record)).toBe(true)
    expect(passesFilters([{ eventName: ['REMOVE'] }, { eventName: ['INSERT'] }], record)).toBe(true)
    expect(passesFilters([{ eventName: ['REMOVE'] }], record)).toBe(false)
  })

  it('is refused when it uses a rule that the local run does not know', () => {
    expect(() => checkPattern({ age: [{ numeric: ['>', 1] }] }, 'Mapping')).toThrow(
      /Mapping: the local run does not know the filter rule {"numeric"/,
    )
  })
})
