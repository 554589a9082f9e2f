import type { RouteWiring } from '../templates/wiring.ts'

/** A route and what its path's variables stand for, as asked (API Gateway leaves them percent-encoded). */
export type FoundRoute = {
  readonly route: RouteWiring
  readonly pathParameters: Readonly<Record<string, string>>
}

type Segment = { readonly kind: 'exact' | 'variable' | 'greedy'; readonly text: string }

const rank = { exact: 0, variable: 1, greedy: 2 } as const

const segmentOf = (part: string): Segment => {
  const name = /^\{(\w+)(\+?)\}$/.exec(part)
  if (!name) return { kind: 'exact', text: part }
  return { kind: name[2] ? 'greedy' : 'variable', text: name[1] ?? '' }
}

const partsOf = (path: string): readonly string[] => path.replace(/^\//, '').split('/')

/**
 * Finds routes as API Gateway does: segment by segment the exact text wins over a variable, a variable over
 * `{proxy+}`; then the method itself over `ANY`.
 */
export const routeTable = (routes: readonly RouteWiring[]) => {
  const known = routes
    .map((route) => ({ route, segments: partsOf(route.path).map(segmentOf) }))
    .sort((a, b) => {
      for (let i = 0; i < Math.max(a.segments.length, b.segments.length); i++) {
        const difference = rank[a.segments[i]?.kind ?? 'exact'] - rank[b.segments[i]?.kind ?? 'exact']
        if (difference !== 0) return difference
      }
      return Number(a.route.method === 'ANY') - Number(b.route.method === 'ANY')
    })

  /** @param path as asked, without query */
  return (method: string, path: string): FoundRoute | undefined => {
    const parts = partsOf(path.length > 1 ? path.replace(/\/$/, '') : path)
    for (const { route, segments } of known) {
      if (route.method !== 'ANY' && route.method !== method) continue
      const pathParameters = match(segments, parts)
      if (pathParameters) return { route, pathParameters }
    }
    return undefined
  }
}

const match = (
  segments: readonly Segment[],
  parts: readonly string[],
): Readonly<Record<string, string>> | undefined => {
  const found: Record<string, string> = {}
  for (const [i, { kind, text }] of segments.entries()) {
    const part = parts[i]
    if (part === undefined) return undefined
    if (kind === 'greedy') {
      const rest = parts.slice(i).join('/')
      return rest === '' ? undefined : { ...found, [text]: rest }
    }
    if (kind === 'exact' ? part !== text : part === '') return undefined
    if (kind === 'variable') found[text] = part
  }
  return segments.length === parts.length ? found : undefined
}
