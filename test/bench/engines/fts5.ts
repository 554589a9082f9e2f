import { statSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { type AskedWord, type Engine, hexOf } from './engine.ts'

/** SQLite FTS5 with an index of prefixes, in its own order of relevance. It forgives no typing errors. */
export const fts5: Engine = {
  async build(documents, folder) {
    const file = join(folder, 'fts5.db')
    const database = new DatabaseSync(file)
    database.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF')
    // Three letters are twelve hex digits.
    database.exec("CREATE VIRTUAL TABLE documents USING fts5(tokens, content = '', prefix = '12')")
    const insert = database.prepare('INSERT INTO documents (rowid, tokens) VALUES (?, ?)')
    database.exec('BEGIN')
    for (const { id, tokens } of documents()) insert.run(id, tokens.map(hexOf).join(' '))
    database.exec('COMMIT')
    database.exec("INSERT INTO documents (documents) VALUES ('optimize')")
    database.close()
    return statSync(file).size
  },
  async open(folder) {
    const database = new DatabaseSync(join(folder, 'fts5.db'), { readOnly: true })
    const select = database.prepare('SELECT rowid AS id FROM documents WHERE documents MATCH ? ORDER BY rank')
    const wordQuery = ({ keys, stems, prefix }: AskedWord): string =>
      `(${[...keys.map((key) => `"${hexOf(key)}"${prefix ? ' *' : ''}`), ...stems.map((stem) => `"${hexOf(stem)}"`)].join(' OR ')})`
    return {
      answers: ({ fuzzy }) => !fuzzy,
      hits: ({ words, combine }) =>
        select.all(words.map(wordQuery).join(` ${combine} `)).map(({ id }) => id as number),
    }
  },
}
