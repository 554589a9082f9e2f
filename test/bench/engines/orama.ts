import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { count, create, insertMultiple, load, type RawData, save, search } from '@orama/orama'
import { type Engine, hexOf } from './engine.ts'

const empty = () =>
  create({
    schema: { tokens: 'string' } as const,
    components: {
      tokenizer: {
        language: 'english',
        normalizationCache: new Map(),
        tokenize: (text: string) => [...new Set(text.split(' '))],
      },
    },
  })

/** Orama, for single words that are the same as one token (DEFINITIONS, Search 6). */
export const orama: Engine = {
  async build(documents, folder) {
    const database = empty()
    const all = Array.from(documents(), ({ id, tokens }) => ({
      id: String(id),
      tokens: tokens.map(hexOf).join(' '),
    }))
    await insertMultiple(database, all, 1000)
    const text = JSON.stringify(save(database))
    writeFileSync(join(folder, 'orama.json'), text)
    return Buffer.byteLength(text)
  },
  async open(folder) {
    const database = empty()
    load(database, JSON.parse(readFileSync(join(folder, 'orama.json'), 'utf8')) as RawData)
    const size = count(database)
    return {
      answers: ({ words, fuzzy }) => !fuzzy && words.length === 1 && words[0]?.prefix === false,
      async hits({ words }) {
        const found = new Set<number>()
        const [word] = words
        for (const term of [...(word?.keys ?? []), ...(word?.stems ?? [])].map(hexOf)) {
          const { hits } = await search(database, { term, exact: true, limit: size })
          for (const { id } of hits) found.add(Number(id))
        }
        return [...found]
      },
    }
  },
}
