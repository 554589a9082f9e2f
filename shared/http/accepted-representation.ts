/** One media range of an `Accept` header, e.g. `text/*;q=0.5`. */
type MediaRange = {
  readonly type: string
  readonly subtype: string
  readonly quality: number
  readonly order: number
}

const rangesOf = (accept: string): readonly MediaRange[] =>
  accept.split(',').flatMap((part, order) => {
    const [range = '', ...parameters] = part.split(';').map((p) => p.trim().toLowerCase())
    const [type = '', subtype = ''] = range.split('/')
    if (!type || !subtype) return []
    const stated = parameters.find((p) => p.startsWith('q='))?.slice(2)
    // RFC 9110, 12.4.2: a quality has at most three decimals; what is no quality counts as none stated.
    const quality = stated !== undefined && /^(0(\.\d{0,3})?|1(\.0{0,3})?)$/.test(stated) ? Number(stated) : 1
    return [{ type, subtype, quality, order }]
  })

/** How well a header serves a media type: by the most specific range that fits (RFC 9110, 12.5.1). */
const qualityOf = (ranges: readonly MediaRange[], mediaType: string) => {
  const [type, subtype] = mediaType.split('/')
  const exact = ranges.find((range) => range.type === type && range.subtype === subtype)
  if (exact) return { ...exact, specific: 2 }
  const half = ranges.find((range) => range.type === type && range.subtype === '*')
  if (half) return { ...half, specific: 1 }
  const any = ranges.find((range) => range.type === '*' && range.subtype === '*')
  return any ? { ...any, specific: 0 } : undefined
}

/**
 * Which of some media types a client likes best: the highest quality, then the type named more exactly, then
 * the one named earlier, then the order of `offered`. Undefined where the header accepts none of them.
 *
 * @param accept the `Accept` header; missing means anything
 * @param offered what there is, e.g. `['text/html', 'application/json']`
 */
export const bestOf = <T extends string>(
  accept: string | undefined,
  offered: readonly T[],
): T | undefined => {
  const ranges = rangesOf(accept?.trim() ? accept : '*/*')
  return offered
    .map((mediaType) => ({ mediaType, found: qualityOf(ranges, mediaType) }))
    .filter(({ found }) => found !== undefined && found.quality > 0)
    .sort(({ found: a }, { found: b }) =>
      a && b ? b.quality - a.quality || b.specific - a.specific || a.order - b.order : 0,
    )[0]?.mediaType
}

/**
 * Page or data. A browser names `text/html`; API clients name JSON, anything, or nothing, and get JSON. Who
 * sends a form gets pages, too, unless they ask for JSON. A header that accepts neither is disregarded, as
 * RFC 9110 (12.5.1) allows: an answer that can be read beats a 406.
 */
export const wantedBy = (accept: string | undefined, sentAsForm: boolean): 'html' | 'json' => {
  const ofItself = sentAsForm ? 'text/html' : 'application/json'
  const other = sentAsForm ? 'application/json' : 'text/html'
  const best = bestOf(accept, [ofItself, 'application/problem+json', other] as const)
  return (best ?? ofItself) === 'text/html' ? 'html' : 'json'
}
