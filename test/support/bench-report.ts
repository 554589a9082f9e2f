import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What a bench found: a table for people and one object for programs. Cells that begin with a digit are figures. */
export type BenchReport = {
  readonly bench: string
  /** One sentence a line: on what it ran, against what, what the columns mean. */
  readonly notes: readonly string[]
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
  readonly ours: object
  readonly peers: object
}

type WrittenReport = Pick<BenchReport, 'notes' | 'head' | 'rows'> & {
  readonly date: string
  readonly command: string
}

const folder = join(import.meta.dirname, '../bench/results')

const isFigure = (cell: string) => /^[≤≥<>]?\s?\d/.test(cell)

/**
 * Prints the table and, as the last line, the object. With `--write` among the arguments the table is also kept
 * in `test/bench/results/`, from where `npm run docs` takes it into the README.
 */
export const report = (found: BenchReport): void => {
  const { bench, notes, head, rows, ours, peers } = found
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)))
  for (const row of [head, ...rows])
    console.log(
      row
        .map((cell, column) =>
          isFigure(cell) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
  for (const note of notes) console.log(note)
  const args = process.argv.slice(3).filter((arg) => arg !== '--write')
  if (process.argv.includes('--write')) {
    const written: WrittenReport = {
      date: new Date().toISOString().slice(0, 10),
      command: ['npm run bench --', bench, ...args].join(' '),
      notes,
      head,
      rows,
    }
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, `${bench}.json`), `${JSON.stringify(written, null, 2)}\n`)
  }
  console.log(JSON.stringify({ bench, ours, peers }))
}

/** The README's tables of the benches that were kept, by name. */
export const benchTables = (): string =>
  readdirSync(folder)
    .sort()
    .map((file) => {
      const { date, command, notes, head, rows } = JSON.parse(
        readFileSync(join(folder, file), 'utf8'),
      ) as WrittenReport
      const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
      const alignment = head.map((_, column) =>
        rows.some((row) => isFigure(row[column] ?? '')) ? '---:' : '---',
      )
      return [
        `\`${command}\`, ${date}. ${notes.join(' ')}`,
        '',
        line(head),
        line(alignment),
        ...rows.map(line),
      ].join('\n')
    })
    .join('\n\n')

/** The middle of some figures; the mean of the two middle ones of an even number. */
export const median = (figures: readonly number[]): number => quantile(figures, 0.5)

/** A quantile by linear interpolation between the figures next to it (Hyndman and Fan's type 7). */
const quantile = (figures: readonly number[], share: number): number => {
  const sorted = [...figures].sort((a, b) => a - b)
  const at = (sorted.length - 1) * share
  const low = sorted[Math.floor(at)] ?? Number.NaN
  const high = sorted[Math.ceil(at)] ?? Number.NaN
  return low + (high - low) * (at - Math.floor(at))
}

/** Milliseconds as `{p50, p95}`, to a hundredth. */
export const spread = (ms: readonly number[]): { p50: number; p95: number } => ({
  p50: rounded(quantile(ms, 0.5)),
  p95: rounded(quantile(ms, 0.95)),
})

/** To a number of decimals, two unless stated. */
export const rounded = (value: number, decimals = 2): number => Number(value.toFixed(decimals))
