import type { Stack } from 'aws-cdk-lib'

/** The name under which a value of a stack is exported: no two stages share one. */
export const exportName = (stack: Stack, name: string): string => `${stack.stackName}:${name}`

/**
 * Exports a value under a name of its own and gives the import for other stacks. The references that CDK makes by
 * itself come and go with their users, and an export cannot go while the deployed user still imports it: both stacks
 * would wait for each other. These stay, whoever uses them.
 */
export const exported = (stack: Stack, name: string, value: string): string =>
  stack.exportValue(value, { name: exportName(stack, name) })
