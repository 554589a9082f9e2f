import { describe, expect, it } from 'vitest'
import { type Access, accesses, type Operation } from '../../../shared/http/operation.ts'
import { allOperations } from '../../../shared/site/all-operations.ts'
import { openApiDocument } from '../../../shared/site/openapi.ts'
import { accessMatrix, callers } from '../../support/access-matrix.ts'
import { aSite } from '../../support/requests.ts'

const operations = Object.values(allOperations).flatMap((ofFeature) => Object.values<Operation>(ofFeature))
const document = JSON.parse(JSON.stringify(openApiDocument(aSite, allOperations))) as {
  paths: Record<string, Record<string, { operationId: string; security: Record<string, string[]>[] }>>
  components: { securitySchemes: Record<string, { in: string; name: string }> }
}
const described = Object.values(document.paths).flatMap((onPath) => Object.values(onPath))

/** Which callers an access keeps out, by the status that says so. */
const keptOut: Readonly<Record<Access, readonly [status: number, callers: readonly string[]][]>> = {
  everybody: [],
  link: [],
  respondent: [[401, ['visitor', 'reader', 'officer', 'administrator']]],
  reader: [[401, ['visitor', 'owner', 'stranger']]],
  officer: [
    [401, ['visitor', 'owner', 'stranger']],
    [403, ['reader']],
  ],
  administrator: [
    [401, ['visitor', 'owner', 'stranger']],
    [403, ['reader', 'officer']],
  ],
}

describe('who may call what', () => {
  it('is written down for every operation of the OpenAPI document, and for no other', () => {
    expect(described.length).toBeGreaterThan(40)
    expect(Object.keys(accessMatrix).sort()).toEqual(described.map(({ operationId }) => operationId).sort())
  })

  it.each(operations)('is for $id what its access says: the same callers are kept out', ({ id, access }) => {
    const row = accessMatrix[id] ?? []
    const refused = (status: number) => callers.filter((_, n) => row[n] === status)
    for (const status of [401, 403])
      expect(refused(status)).toEqual(keptOut[access].find(([of]) => of === status)?.[1] ?? [])
  })

  it('is what the OpenAPI document says, by the cookie of a session', () => {
    expect(Object.values(document.components.securitySchemes).map(({ name }) => name)).toEqual([
      '__Host-my',
      '__Host-desk',
    ])
    const used = new Set<Access>()
    for (const { id, access } of operations) {
      used.add(access)
      const { security } = described.find(({ operationId }) => operationId === id) ?? {}
      const schemes = security?.flatMap((one) => Object.keys(one))
      if (access === 'everybody' || access === 'link') expect(schemes, id).toEqual([])
      else expect(schemes, id).toEqual([access === 'respondent' ? 'respondent' : 'desk'])
    }
    expect([...used].sort()).toEqual([...accesses].sort())
  })

  it('follows the path: what is one’s own or the desk’s is for nobody who is not signed in, a token is a link', () => {
    for (const { id, path, access } of operations) {
      if (path.includes('{token}')) expect(access, id).toBe('link')
      if (/^\/my\/entries\//.test(path)) expect(access, id).toBe('respondent')
      if (/^\/secretariat(?!\/sign-in)/.test(path))
        expect(['reader', 'officer', 'administrator'], id).toContain(access)
    }
  })
})
