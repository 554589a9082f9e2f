import { existsSync } from 'node:fs'
import type { Operation } from '../shared/http/operation.ts'

const features = ['survey', 'register', 'matchmaking', 'programmes', 'digests', 'site'] as const
type Feature = (typeof features)[number]
const found = new Map<Feature, Record<string, Operation>>()
for (const feature of features) {
  const file = new URL(`../shared/${feature}/${feature}-operations.ts`, import.meta.url)
  if (existsSync(file)) {
    const module = (await import(file.href)) as Record<string, Record<string, Operation>>
    found.set(feature, module[`${feature}Operations`] ?? {})
  }
}

export const operationsOf = (feature: Feature): Record<string, Operation> => found.get(feature) ?? {}
