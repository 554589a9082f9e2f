import { createHash } from 'node:crypto'
import type { Logo } from '../shared/pages/site-settings.ts'
import { logoName, logoPathOf, readLogo } from '../shared/site/logo.ts'

/** The most that a logo may take: every reader's first page waits for it. */
const mostBytes = 30_000

/** What draws and nothing else: no script, no link, no animation, nothing from elsewhere. */
const drawing = new Set(
  (
    'svg g defs symbol use path circle ellipse rect line polyline polygon text tspan title desc style ' +
    'linearGradient radialGradient stop clipPath mask pattern'
  ).split(' '),
)

/** What a drawing may not have, each with the rule to name. */
const offences: readonly (readonly [RegExp, string])[] = [
  [/<!(?!--)|<\?(?!xml\s)/, 'must have no DOCTYPE, entity or style sheet instruction'],
  [/\son[a-z]+\s*=/i, 'must have no script: it has an on… attribute'],
  [/\shref\s*=\s*["']?\s*(?!["']?#)[^"'\s]|xlink:href\s*=\s*["'](?!#)/i, 'must name nothing outside itself'],
  [/url\(\s*["']?(?!#)[^)]|@import|javascript:|data:/i, 'must name nothing outside itself'],
]

/**
 * A stage's logo as stated, checked: the name of a file in `shared/site/logos`; none, where nothing is stated. A browser
 * shows it as an image, where nothing in it could run; opened by itself it must be as harmless.
 *
 * @param refuse throws, naming the setting and the rule
 * @param read gives the drawing of that name, or throws
 */
export const logoOf = (
  stated: unknown,
  refuse: (rule: string) => never,
  read: (name: string) => string = readLogo,
): Logo | undefined => {
  if (stated === undefined) return undefined
  if (typeof stated !== 'string' || !logoName.test(stated))
    return refuse(
      `must be the name of a drawing in shared/site/logos, such as example.svg, not '${String(stated)}'`,
    )
  const svg = drawingOf(stated, read, refuse)
  if (Buffer.byteLength(svg) > mostBytes) refuse(`must not take more than ${mostBytes} bytes`)
  for (const [offence, rule] of offences) if (offence.test(svg)) refuse(`${rule} (${stated})`)
  const elements = [...svg.replace(/<!--[\s\S]*?-->/g, '').matchAll(/<([A-Za-z_][\w:.-]*)/g)].map(
    ([, element = '']) => element,
  )
  const strange = elements.find((element) => !drawing.has(element))
  if (strange !== undefined)
    refuse(`must be a plain drawing, without <${strange}>: save ${stated} as plain SVG, words as paths`)
  const [root = ''] = /<svg\b[^>]*>/.exec(svg) ?? []
  const [width = 0, height = 0] =
    /\bviewBox\s*=\s*["']\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)\s*["']/
      .exec(root)
      ?.slice(1)
      .map(Number) ?? []
  if (!root.includes('"http://www.w3.org/2000/svg"') || !(width > 0) || !(height > 0))
    refuse(`must be an SVG with its name space and a viewBox (${stated})`)
  const hash = createHash('sha256').update(svg).digest('hex').slice(0, 16)
  return { path: logoPathOf(stated, hash), ratio: Math.round((width / height) * 1000) / 1000 }
}

const drawingOf = (name: string, read: (name: string) => string, refuse: (rule: string) => never): string => {
  try {
    return read(name)
  } catch (error) {
    return refuse(
      `names shared/site/logos/${name}, which cannot be read: ${error instanceof Error ? error.message : error}`,
    )
  }
}
