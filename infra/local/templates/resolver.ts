import type { Place, Resource, Templates } from './cloudformation.ts'
import { namePropertyOf, type ResourceValues, valuesOf } from './resource-values.ts'

/** One resource of one stack with everything in it resolved on demand. */
export type FoundResource = {
  readonly stack: string
  readonly id: string
  readonly type: string
  readonly values: ResourceValues
  readonly metadata: Readonly<Record<string, unknown>>
  /** The names of the properties that the template states. */
  readonly stated: readonly string[]
  /** A property with all its references resolved; undefined if the template does not state it. */
  property(name: string): unknown
}

export type Resolver = {
  /** All resources of these types, in the templates' order. */
  ofType(...types: string[]): readonly FoundResource[]
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * Resolves what CDK writes into templates: `Ref`, `Fn::GetAtt`, `Fn::Join`, `Fn::Sub`, `Fn::ImportValue` and
 * the pseudo parameters. Only what is asked for is resolved.
 *
 * @throws Error on any other intrinsic function, an unknown reference, or a circle of references
 */
export const resolverOf = (templates: Templates, place: Place): Resolver => {
  const found = new Map<string, ResourceValues>()
  const under = new Set<string>()

  const resourceIn = (stack: string, id: string): Resource | undefined => templates[stack]?.Resources[id]

  const valuesIn = (stack: string, id: string): ResourceValues => {
    const key = `${stack}/${id}`
    const known = found.get(key)
    if (known) return known
    const resource = resourceIn(stack, id)
    if (!resource) throw new Error(`${stack} has no resource '${id}'`)
    const values = withinCircleCheck(key, () => {
      const property = namePropertyOf[resource.Type]
      const stated = property === undefined ? undefined : resource.Properties?.[property]
      const name = stated === undefined ? undefined : asText(resolve(stack, stated), key)
      return valuesOf(resource, stack, id, name, place)
    })
    found.set(key, values)
    return values
  }

  const withinCircleCheck = <T>(key: string, work: () => T): T => {
    if (under.has(key)) throw new Error(`${key} refers to itself in a circle`)
    under.add(key)
    try {
      return work()
    } finally {
      under.delete(key)
    }
  }

  const asText = (value: unknown, at: string): string => {
    if (typeof value === 'string') return value
    if (typeof value === 'number' || typeof value === 'boolean') return String(value)
    throw new Error(`${at}: expected text, got ${JSON.stringify(value)}`)
  }

  const reference = (stack: string, name: string): string | undefined => {
    switch (name) {
      case 'AWS::Region':
        return place.region
      case 'AWS::AccountId':
        return place.account
      case 'AWS::Partition':
        return 'aws'
      case 'AWS::URLSuffix':
        return 'amazonaws.com'
      case 'AWS::StackName':
        return stack
      case 'AWS::StackId':
        return `arn:aws:cloudformation:${place.region}:${place.account}:stack/${stack}/local`
      case 'AWS::NoValue':
        return undefined
      default:
        return valuesIn(stack, name).ref
    }
  }

  const attribute = (stack: string, id: string, name: string): string => {
    const value = valuesIn(stack, id).attributes[name]
    if (value === undefined)
      throw new Error(
        `${stack}/${id}: the local run does not know the attribute ${name} of ${resourceIn(stack, id)?.Type}`,
      )
    return value
  }

  const imported = (exportName: string): unknown => {
    for (const [stack, template] of Object.entries(templates))
      for (const [output, { Value, Export }] of Object.entries(template.Outputs ?? {}))
        if (Export && resolve(stack, Export.Name) === exportName)
          return withinCircleCheck(`${stack}/Outputs/${output}`, () => resolve(stack, Value))
    throw new Error(`no stack exports '${exportName}'`)
  }

  const substituted = (stack: string, argument: unknown): string => {
    const [text, variables] = Array.isArray(argument) ? argument : [argument, {}]
    return asText(text, 'Fn::Sub').replace(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
      if (literal) return `\${${name}}`
      if (isRecord(variables) && name in variables) return asText(resolve(stack, variables[name]), 'Fn::Sub')
      const [id = '', ...path] = name.split('.')
      return path.length > 0 ? attribute(stack, id, path.join('.')) : asText(reference(stack, id), 'Fn::Sub')
    })
  }

  const intrinsic = (stack: string, name: string, argument: unknown): unknown => {
    switch (name) {
      case 'Ref':
        return reference(stack, asText(argument, 'Ref'))
      case 'Fn::GetAtt': {
        const [id = '', ...path] =
          typeof argument === 'string' ? argument.split('.') : (argument as readonly string[])
        return attribute(stack, id, path.join('.'))
      }
      case 'Fn::Join': {
        const [separator, parts] = argument as readonly [string, unknown]
        const resolved = resolve(stack, parts)
        if (!Array.isArray(resolved)) throw new Error('Fn::Join joins no list')
        return resolved.map((part) => asText(part, 'Fn::Join')).join(separator)
      }
      case 'Fn::Sub':
        return substituted(stack, argument)
      case 'Fn::ImportValue':
        return imported(asText(resolve(stack, argument), 'Fn::ImportValue'))
      default:
        throw new Error(`${stack}: the local run does not know the intrinsic function ${name}`)
    }
  }

  const resolve = (stack: string, value: unknown): unknown => {
    if (Array.isArray(value))
      return value.map((each) => resolve(stack, each)).filter((each) => each !== undefined)
    if (!isRecord(value)) return value
    const entries = Object.entries(value)
    const [only] = entries
    if (only && entries.length === 1 && (only[0] === 'Ref' || only[0].startsWith('Fn::')))
      return intrinsic(stack, only[0], only[1])
    return Object.fromEntries(
      entries
        .map(([name, each]) => [name, resolve(stack, each)] as const)
        .filter(([, each]) => each !== undefined),
    )
  }

  return {
    ofType: (...types) =>
      Object.entries(templates).flatMap(([stack, template]) =>
        Object.entries(template.Resources)
          .filter(([, { Type }]) => types.includes(Type))
          .map(([id, resource]) => ({
            stack,
            id,
            type: resource.Type,
            get values() {
              return valuesIn(stack, id)
            },
            metadata: resource.Metadata ?? {},
            stated: Object.keys(resource.Properties ?? {}),
            property: (name: string) => resolve(stack, resource.Properties?.[name]),
          })),
      ),
  }
}
