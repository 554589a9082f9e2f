import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import MiniSearch, { type Query } from 'minisearch'
import type { AskedWord, Engine } from './engine.ts'

const options = {
  fields: ['tokens'],
  tokenize: (text: string) => text.split(' '),
  processTerm: (term: string) => term,
}

/** MiniSearch with our tokens as they are: its tokenizer can be told to leave them alone. */
export const minisearch: Engine = {
  async build(documents, folder) {
    const index = new MiniSearch(options)
    for (const { id, tokens } of documents()) index.add({ id, tokens: tokens.join(' ') })
    const text = JSON.stringify(index)
    writeFileSync(join(folder, 'minisearch.json'), text)
    return Buffer.byteLength(text)
  },
  async open(folder) {
    const index = MiniSearch.loadJSON(readFileSync(join(folder, 'minisearch.json'), 'utf8'), options)
    const wordQuery = ({ keys, stems, prefix }: AskedWord, fuzzy: boolean): Query => ({
      combineWith: 'OR',
      queries: [
        { queries: [...keys], combineWith: 'OR', prefix, ...(fuzzy && { fuzzy: 1 }) },
        { queries: [...stems], combineWith: 'OR' },
      ],
    })
    return {
      answers: () => true,
      hits: ({ words, combine, fuzzy }) =>
        index
          .search({ combineWith: combine, queries: words.map((word) => wordQuery(word, fuzzy === true)) })
          .map(({ id }) => id as number),
    }
  },
}
