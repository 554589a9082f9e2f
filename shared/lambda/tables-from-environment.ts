import * as z from 'zod/mini'
import { type Tables, tablesNamed } from '../table/client.ts'
import { readEnvironment } from './environment.ts'

const name = z.string().check(z.minLength(1))

/**
 * Both tables from `TABLE_NAME` and `INDEX_TABLE_NAME`. Stands apart from the other variables, so that a
 * function without tables has no SDK in its bundle.
 */
export const tablesFromEnvironment = (): Tables => {
  const env = readEnvironment(z.object({ TABLE_NAME: name, INDEX_TABLE_NAME: name }))
  return tablesNamed(env.TABLE_NAME, env.INDEX_TABLE_NAME)
}
