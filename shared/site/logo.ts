import { readFileSync } from 'node:fs'

/**
 * The drawings that stages may show in place of the word mark: `shared/site/logos/<name>.svg`. A stage names one
 * (`infra/logo.ts` checks that it is harmless); the site's function has the folder beside itself.
 */
const folder = new URL('./logos/', import.meta.url)

/** What a logo's file is called: nothing that could lead out of the folder. */
export const logoName = /^[a-z0-9][a-z0-9-]*\.svg$/

/**
 * A logo's drawing.
 *
 * @param name as `logoName` allows
 * @throws where there is none of that name
 */
export const readLogo = (name: string): string => {
  if (!logoName.test(name)) throw new Error(`no logo is called ${name}`)
  return readFileSync(new URL(name, folder), 'utf8')
}

/**
 * Where a logo is served: its name with a hash of what it shows, so that caches may keep it for good.
 *
 * @param hash letters and digits
 */
export const logoPathOf = (name: string, hash: string): string =>
  `/assets/${name.replace(/\.svg$/, `.${hash}.svg`)}`

/** The file behind an address of `logoPathOf`; undefined for an address of another form. */
export const logoNameAt = (path: string): string | undefined => {
  const [, name] = /^\/assets\/([a-z0-9-]+)\.[a-z0-9]+\.svg$/.exec(path) ?? []
  return name === undefined ? undefined : `${name}.svg`
}
