import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, join } from 'node:path'
import { inflateSync } from 'node:zlib'

const require = createRequire(import.meta.url)

/**
 * A font in the Web Open Font Format 1 as the TrueType font that it wraps: Chromium reads web fonts only from
 * pages, never from the system's folders. WOFF 1 is the same tables, each deflated
 * (https://www.w3.org/TR/WOFF/, section 4 and 5).
 */
const trueTypeOf = (woff: Buffer): Buffer => {
  if (woff.toString('latin1', 0, 4) !== 'wOFF') throw new Error('no WOFF font')
  const count = woff.readUInt16BE(12)
  const tables = Array.from({ length: count }, (_, n) => {
    const at = 44 + 20 * n
    const offset = woff.readUInt32BE(at + 4)
    const packed = woff.subarray(offset, offset + woff.readUInt32BE(at + 8))
    const length = woff.readUInt32BE(at + 12)
    return {
      tag: woff.subarray(at, at + 4),
      checksum: woff.readUInt32BE(at + 16),
      bytes: packed.length < length ? inflateSync(packed) : packed,
    }
  })
  const header = Buffer.alloc(12 + 16 * count)
  woff.copy(header, 0, 4, 8)
  header.writeUInt16BE(count, 4)
  const power = Math.floor(Math.log2(count))
  header.writeUInt16BE(16 * 2 ** power, 6)
  header.writeUInt16BE(power, 8)
  header.writeUInt16BE(16 * (count - 2 ** power), 10)
  const parts: Buffer[] = [header]
  let offset = header.length
  tables.forEach(({ tag, checksum, bytes }, n) => {
    const at = 12 + 16 * n
    tag.copy(header, at)
    header.writeUInt32BE(checksum, at + 4)
    header.writeUInt32BE(offset, at + 8)
    header.writeUInt32BE(bytes.length, at + 12)
    const padding = Buffer.alloc((4 - (bytes.length % 4)) % 4)
    parts.push(bytes, padding)
    offset += bytes.length + padding.length
  })
  return Buffer.concat(parts)
}

/** Named one by one, so that `knip` sees the packages. */
const files = [
  require.resolve('@fontsource/noto-naskh-arabic/files/noto-naskh-arabic-arabic-400-normal.woff'),
  require.resolve('@fontsource/noto-naskh-arabic/files/noto-naskh-arabic-arabic-700-normal.woff'),
  require.resolve('@fontsource/noto-sans-georgian/files/noto-sans-georgian-georgian-400-normal.woff'),
  require.resolve('@fontsource/noto-sans-georgian/files/noto-sans-georgian-georgian-700-normal.woff'),
  require.resolve('@fontsource/noto-sans-armenian/files/noto-sans-armenian-armenian-400-normal.woff'),
  require.resolve('@fontsource/noto-sans-armenian/files/noto-sans-armenian-armenian-700-normal.woff'),
]
const families = ['Open Sans', 'Noto Naskh Arabic', 'Noto Sans Georgian', 'Noto Sans Armenian']

/**
 * Gives a browser the same fonts everywhere, so that pictures of pages look alike on every machine and no
 * name is a row of boxes: Open Sans, which comes with the browser's package, and Noto's for Arabic, Georgian and Armenian.
 *
 * @param folder where to write
 * @param latinFonts the folder that holds Open Sans
 * @returns the fontconfig file to name as `FONTCONFIG_FILE`
 */
export const writeFonts = (folder: string, latinFonts: string): string => {
  mkdirSync(join(folder, 'cache'), { recursive: true })
  for (const path of files)
    writeFileSync(join(folder, `${basename(path, '.woff')}.ttf`), trueTypeOf(readFileSync(path)))
  const file = join(folder, 'fonts.conf')
  const standsFor = (family: string) =>
    `<alias binding="strong"><family>${family}</family>` +
    `<prefer>${families.map((each) => `<family>${each}</family>`).join('')}</prefer></alias>`
  writeFileSync(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd"><fontconfig>
<dir>${folder}</dir><dir>${latinFonts}</dir><cachedir>${join(folder, 'cache')}</cachedir>
${['system-ui', 'sans-serif', 'serif'].map(standsFor).join('\n')}
</fontconfig>`,
  )
  return file
}
