import type { FunctionWiring, Wiring } from '../templates/wiring.ts'
import { type AccessRequest, isAllowed } from './policy.ts'

/** A call that a function made without the right to. */
export type Denial = { readonly title: string; readonly action: string; readonly resource: string }

/**
 * The first of the rights that a function lacks, as IAM would decide; undefined if it has all. An action on a
 * customer key must also be left to IAM, or given, by the key's own policy.
 */
export const denialOf = (
  wiring: Wiring,
  caller: FunctionWiring,
  requests: readonly AccessRequest[],
): Denial | undefined => {
  const general = {
    'aws:principalarn': caller.role.arn,
    'aws:requestedregion': wiring.region,
    'aws:securetransport': 'true',
  }
  const lacking = requests.find((stated) => {
    const request = { ...stated, context: { ...general, ...stated.context } }
    const byRole = isAllowed(caller.role.statements, request)
    const key = wiring.keys.find(({ arn }) => arn === request.resource)
    if (!key) return !byRole
    const root = `AWS:arn:aws:iam::${wiring.account}:root`
    const leftToIam = isAllowed(key.policy, { ...request, principal: root })
    const byKey = isAllowed(key.policy, { ...request, principal: `AWS:${caller.role.arn}` })
    return !(byKey || (leftToIam && byRole))
  })
  return lacking && { title: caller.title, action: lacking.action, resource: lacking.resource }
}

/** IAM's own sentence for a denial. */
export const denialMessage = (caller: FunctionWiring, { action, resource }: Denial): string =>
  `User: ${caller.role.arn.replace(':iam:', ':sts:').replace(':role/', ':assumed-role/')}/${caller.name} is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`
