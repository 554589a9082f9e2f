import { accessPatterns, type ItemKind, indexes, items } from '../../shared/table/access-patterns.ts'
import type { BundleSize } from './bundle-sizes.ts'

const row = (...cells: readonly string[]) => `| ${cells.join(' | ')} |`
const code = (text: string) => `\`${text}\``

/** The README's tables of items and questions, from the data that also makes the keys. */
export const accessPatternTables = (): string =>
  [
    row('item', 'partition key', 'sort key', 'holds'),
    row('---', '---', '---', '---'),
    ...Object.entries(items).map(([kind, item]) =>
      row(
        kind,
        code(item.pk),
        code(item.sk),
        `${item.holds}${item.table === 'index' ? ' *(index table)*' : ''}`,
      ),
    ),
    '',
    row('feature', 'question', 'asks for', 'by', 'path'),
    row('---', '---', '---', '---', '---'),
    ...accessPatterns.map((pattern) =>
      row(
        pattern.feature,
        code(pattern.name),
        pattern.asks,
        howAsked(pattern.item, pattern.by),
        pattern.path,
      ),
    ),
  ].join('\n')

const howAsked = (kind: ItemKind, by: (typeof accessPatterns)[number]['by']): string => {
  if (by === 'key') return `key of ${kind}`
  if (by === 'partition') return `partition ${code(items[kind].pk)}`
  const keys = items[kind] as { readonly [index in typeof by]?: { readonly pk: string } }
  return `index ${code(by)} (${code(indexes[by].pk)} = ${code(keys[by]?.pk ?? '')})`
}

/** The README's table of functions; the same figures as `npm run bench -- bundles`. */
export const functionTable = (sizes: readonly BundleSize[]): string =>
  [
    row('function', 'kB', 'may do'),
    row('---', '---:', '---'),
    ...sizes.map(({ name, bytes, actions }) => row(code(name), (bytes / 1000).toFixed(0), actions)),
  ].join('\n')

const markers = (name: string) => ({ begin: `<!-- begin ${name} -->`, end: `<!-- end ${name} -->` })

/** What stands in a README between the markers of a generated section. Throws when the markers are missing. */
export const generatedSection = (readme: string, name: string): string => {
  const { begin, end } = markers(name)
  const from = readme.indexOf(begin)
  const to = readme.indexOf(end)
  if (from < 0 || to < from) throw new Error(`the README has no section '${name}'`)
  return readme.slice(from + begin.length, to).trim()
}

/** The README with a generated section replaced. */
export const withSection = (readme: string, name: string, text: string): string => {
  generatedSection(readme, name)
  const { begin, end } = markers(name)
  const before = readme.slice(0, readme.indexOf(begin) + begin.length)
  return `${before}\n${text}\n${readme.slice(readme.indexOf(end))}`
}
