import { type Arrow, arrows } from '../../shared/matchmaking/introductions/arrows.ts'

const named = (state: string): string => state.replaceAll('-', '_')
const inWords = (code: string): string => code.replaceAll('-', ' ')

const label = ({ deed, by, when }: Arrow): string =>
  `${deed} (${by.join(', ')}${when ? `, if ${inWords(when)}` : ''})`

/**
 * The state machine of introductions as a Mermaid drawing, from its data: an arrow a pair of states, with its deeds,
 * who may do them and what must hold. Erasure, which leads everywhere to where nothing goes on, is left out.
 */
export const introductionsDrawing = (): string => {
  const ways = new Map<string, string[]>()
  for (const arrow of arrows) {
    if (arrow.deed === 'erase') continue
    const way = `${named(arrow.from)} --> ${named(arrow.to)}`
    ways.set(way, [...(ways.get(way) ?? []), label(arrow)])
  }
  return [
    '```mermaid',
    'stateDiagram-v2',
    '  [*] --> suggested',
    '  under_way: under way',
    ...[...ways].map(([way, labels]) => `  ${way}: ${labels.join('<br/>')}`),
    '```',
  ].join('\n')
}
