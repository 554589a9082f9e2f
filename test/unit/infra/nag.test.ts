import { CfnResource, Validations } from 'aws-cdk-lib'
import { AwsSolutionsChecks } from 'cdk-nag'
import type { IConstruct } from 'constructs'
import { describe, expect, it } from 'vitest'
import { stages } from '../../../infra/stages.ts'
import { templatesOf } from '../../support/stacks.ts'

/** Every acknowledgement in a tree, with the construct it stands on. */
const acknowledgementsIn = (scope: IConstruct) =>
  scope.node.findAll().flatMap((construct) =>
    construct.node.metadata
      .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
      .flatMap(({ data }) =>
        Object.entries(data as Record<string, string>).map(([id, reason]) => ({
          construct,
          id: id.replace(/^annotation::/i, ''),
          reason,
        })),
      ),
  )

/** What a pack finds, as `rule at path`. */
const findingsOf = (pack: AwsSolutionsChecks, scope: IConstruct): string[] =>
  pack
    .validateScope(scope)
    .violations.flatMap(({ ruleName, violatingResources }) =>
      violatingResources.map(({ constructPath }) => `${ruleName} at ${constructPath}`),
    )

/** The same rules under another name, so that no acknowledgement matches. */
class Unforgiving extends AwsSolutionsChecks {
  constructor() {
    super()
    this.packName = 'Unforgiving'
  }
}

describe.each(Object.keys(stages))('cdk-nag on stage %s', (stage) => {
  const { app } = templatesOf(stage)
  const acknowledged = acknowledgementsIn(app)
  // Outside of the tests, whose time is limited.
  const findings = findingsOf(new AwsSolutionsChecks(), app)
  const found = findingsOf(new Unforgiving(), app).map((each) => each.replace('Unforgiving', 'AwsSolutions'))

  it('finds nothing, neither error nor warning, that is not acknowledged', () => {
    expect(findings).toEqual([])
  })

  it('has every acknowledgement on one resource, with its reason', () => {
    expect(acknowledged.length).toBeGreaterThan(0)
    for (const { construct, id, reason } of acknowledged) {
      expect(CfnResource.isCfnResource(construct), `${id} on ${construct.node.path}`).toBe(true)
      expect(reason.length, `the reason of ${id} on ${construct.node.path}`).toBeGreaterThan(30)
    }
  })

  it('needs each of them: nothing is acknowledged that is not found', () => {
    expect(acknowledged.map(({ construct, id }) => `${id} at ${construct.node.path}`).sort()).toEqual(
      found.sort(),
    )
  })
})
