import { existsSync, readFileSync } from 'node:fs'
import { SourceMap } from 'node:module'

/*
 * Node's own way (`--enable-source-maps`) reads and parses a bundle's map at every cold start, a tenth of it. Here the
 * first error does, so that who looks into the log at night reads places in the source all the same.
 */
const maps = new Map<string, SourceMap | undefined>()

const mapOf = (file: string): SourceMap | undefined => {
  if (!maps.has(file)) maps.set(file, readMap(`${file}.map`))
  return maps.get(file)
}

/** Whoever asks is writing down an error: a map that cannot be read must not take its place. */
const readMap = (file: string): SourceMap | undefined => {
  try {
    return existsSync(file) ? new SourceMap(JSON.parse(readFileSync(file, 'utf8'))) : undefined
  } catch {
    return undefined
  }
}

const frame = /^\s+at (?:(.+) \()?(?:file:\/\/)?([^()\n]+):(\d+):(\d+)\)?$/gm

/**
 * The places that a trace names, innermost first: `readNotice (shared/table/notice-table.ts:41:9)`. Those in a bundle
 * are told by where they stand in the source, if the bundle's map is beside it. Nothing of the error's message.
 *
 * @param stack an error's `stack`
 */
export const placesIn = (stack: string): readonly string[] =>
  [...stack.matchAll(frame)].map(([, name, file = '', line, column]) => {
    const origin = mapOf(file)?.findOrigin(Number(line), Number(column))
    const place =
      origin && 'fileName' in origin
        ? `${origin.fileName}:${origin.lineNumber}:${origin.columnNumber}`
        : `${file}:${line}:${column}`
    // From the project's folder on: where that lies says nothing.
    const inProject = place.replace(/^.*?(?=\b(?:functions|shared|infra|test|node_modules)\/)/, '')
    return name ? `${name} (${inProject})` : inProject
  })
