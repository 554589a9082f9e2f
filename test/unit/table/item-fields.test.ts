import { describe, expect, it } from 'vitest'
import { Failure } from '../../../shared/failures.ts'
import type { Entry } from '../../../shared/register/entry.ts'
import { fieldsOf } from '../../../shared/table/item-fields.ts'
import { keyOf, lookupKeyOf, workKeyOf } from '../../../shared/table/keys.ts'
import { anEntry } from '../../support/builders.ts'

const { entryId } = anEntry()
const item = { ...keyOf('entry', { entryId }), kind: 'entry', v: 1, ...anEntry() }

const refusalOf = (other: Readonly<Record<string, unknown>>): Failure => {
  try {
    fieldsOf('entry', other)
  } catch (error) {
    if (error instanceof Failure) return error
  }
  throw new Error('no failure')
}

describe('the fields of an item', () => {
  it('are those of the domain: no key of the table or of an index, no kind, version or end', () => {
    const everywhere = {
      ...item,
      ...workKeyOf('entry', { list: '0', entryId }),
      ...lookupKeyOf('contact', { addressHash: 'a', contactId: 'c' }),
      ttl: 1_800_000_000,
    }
    expect(fieldsOf<Entry>('entry', everywhere)).toEqual(anEntry())
  })

  it('of no item are none', () => {
    expect(fieldsOf<Entry>('entry', undefined)).toBeUndefined()
  })

  it.each([
    ['a newer version', { v: 2 }, 'entry v2'],
    ['another kind', { kind: 'contact' }, 'contact v1'],
    ['no kind and version', { kind: undefined, v: undefined }, 'undefined vundefined'],
  ])('of %s are not guessed: the failure names what was found, fit for the log', (_, other, code) => {
    expect(refusalOf({ ...item, ...other })).toMatchObject({
      kind: 'poison',
      cause: { name: 'UnreadableItem', code },
    })
  })
})
