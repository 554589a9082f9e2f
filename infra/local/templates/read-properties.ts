import type { FoundResource } from './resolver.ts'

/** Reads a resource's properties as the types they must have; every error names the resource. */
export type PropertyReader = {
  readonly at: string
  text(name: string): string
  optionalText(name: string): string | undefined
  number(name: string, otherwise: number): number
  optionalNumber(name: string): number | undefined
  flag(name: string, otherwise: boolean): boolean
  texts(name: string): readonly string[]
  record(name: string): Readonly<Record<string, unknown>> | undefined
  records(name: string): readonly Readonly<Record<string, unknown>>[]
  has(name: string): boolean
}

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A property that may be one text or a list of them, as a list. */
export const stringsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.map(String) : value === undefined ? [] : [String(value)]

/** @param readProperty gives a property, resolved */
const readerOf = (at: string, readProperty: (name: string) => unknown): PropertyReader => {
  const wrong = (name: string, wanted: string, value: unknown): never => {
    throw new Error(`${at}: ${name} should be ${wanted}, is ${JSON.stringify(value)}`)
  }
  const optionalText = (name: string) => {
    const value = readProperty(name)
    return value === undefined || typeof value === 'string' ? value : wrong(name, 'text', value)
  }
  const optionalNumber = (name: string) => {
    const value = readProperty(name)
    if (value === undefined) return undefined
    const number = Number(value)
    return Number.isFinite(number) ? number : wrong(name, 'a number', value)
  }
  const list = (name: string): readonly unknown[] => {
    const value = readProperty(name) ?? []
    return Array.isArray(value) ? value : wrong(name, 'a list', value)
  }
  return {
    at,
    optionalText,
    text: (name) => optionalText(name) ?? wrong(name, 'text', undefined),
    optionalNumber,
    number: (name, otherwise) => optionalNumber(name) ?? otherwise,
    flag: (name, otherwise) => {
      const value = readProperty(name) ?? otherwise
      return String(value) === 'true'
    },
    texts: (name) => list(name).map((each) => (typeof each === 'string' ? each : wrong(name, 'texts', each))),
    record: (name) => {
      const value = readProperty(name)
      return value === undefined || isRecord(value) ? value : wrong(name, 'an object', value)
    },
    records: (name) => list(name).map((each) => (isRecord(each) ? each : wrong(name, 'objects', each))),
    has: (name) => readProperty(name) !== undefined,
  }
}

/**
 * @param known every property that the local run carries out or that has no effect here; any other is refused,
 *   since leaving it out in silence would make the run differ from the cloud
 * @throws Error that names an unknown property
 */
export const propertiesOf = (resource: FoundResource, known: readonly string[]): PropertyReader => {
  const at = `${resource.stack}/${resource.id}`
  const unknown = resource.stated.find((name) => !known.includes(name))
  if (unknown)
    throw new Error(`${at}: the local run does not know the property ${unknown} of ${resource.type}`)
  return readerOf(at, (name) => resource.property(name))
}

/** Reads an object inside a property. */
export const fieldsOf = (record: Readonly<Record<string, unknown>>, at: string): PropertyReader =>
  readerOf(at, (name) => record[name])
