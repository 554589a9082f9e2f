import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

/** The scripts of our pages: each small, from our own origin, and needed by nobody to get through a page. */
const scripts = ['survey', 'proof', 'live-search'] as const
type Script = (typeof scripts)[number]

type Asset = { readonly file: string; readonly body: string }
const read = new Map<Script, Asset>()

/** A script with the name under which it is served; it changes with its content, so that caches keep it for good. */
const assetOf = (script: Script): Asset => {
  const known = read.get(script)
  if (known) return known
  const body = readFileSync(new URL(`./scripts/${script}.js`, import.meta.url), 'utf8')
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 12)
  const asset = { file: `${script}-${hash}.js`, body }
  read.set(script, asset)
  return asset
}

/** Where a script is: `/assets/survey-0123456789ab.js`. Below our own origin, whatever the site's address. */
export const scriptPath = (script: Script): string => `/assets/${assetOf(script).file}`

/** The script of that file name; undefined for what is no script of ours, or of another version. */
export const scriptNamed = (file: string): string | undefined =>
  scripts.map(assetOf).find((asset) => asset.file === file)?.body
