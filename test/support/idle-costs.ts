import { ofType, templatesOf } from './stacks.ts'

/**
 * List prices of AWS in eu-central-1 in US dollars, as known when this was written (November 2026), without free tiers:
 * compare them with the price list before relying on the sum.
 */
const prices = {
  webAcl: 5,
  rule: 1,
  key: 1,
  secret: 0.4,
  /** A request to a queue: Lambda asks with five pollers, each for 20 seconds at a time. */
  queueRequest: 0.4 / 1_000_000,
  run: 0.2 / 1_000_000,
  /** A GB and second on Graviton. */
  computing: 0.000_013_333_4,
} as const

const month = { minutes: 30 * 24 * 60 }
/** What a run that finds nothing to do takes at most, seconds. */
const idleRun = 0.2

/** What costs something while nobody comes, and how much a month, in US dollars. */
export type IdleCost = { readonly what: string; readonly count: number; readonly dollars: number }

/** How often a schedule fires in a month of 30 days; a cron expression of ours once a day at most. */
const firesOf = (expression: string): number => {
  const [, every, unit] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? []
  const minutes = { minute: 1, hour: 60, day: 24 * 60 }[unit ?? ''] ?? 24 * 60
  return Math.round(month.minutes / (Number(every ?? 1) * minutes))
}

/** What a stage costs while nobody comes, from its templates. What is paid by use alone is not in it. */
export const idleCosts = (context: Readonly<Record<string, unknown>> = {}): readonly IdleCost[] => {
  const { data, mail, service } = templatesOf('demo', context).templates
  const all = (type: string) =>
    [data, mail, service].flatMap((template) => Object.values(ofType(template, type)))
  const acls = all('AWS::WAFv2::WebACL')
  const rules = acls.flatMap(({ Properties }) => Properties.Rules as unknown[])
  const runs = all('AWS::Scheduler::Schedule')
    .map(({ Properties }) => firesOf(Properties.ScheduleExpression))
    .reduce((sum, fires) => sum + fires, 0)
  const polled = all('AWS::Lambda::EventSourceMapping').filter(
    ({ Properties }) => Properties.StartingPosition === undefined,
  ).length
  const polls = polled * 5 * 3 * month.minutes
  return [
    { what: 'firewall', count: acls.length, dollars: acls.length * prices.webAcl },
    { what: 'rules of the firewall', count: rules.length, dollars: rules.length * prices.rule },
    {
      what: 'keys of our own',
      count: all('AWS::KMS::Key').length,
      dollars: all('AWS::KMS::Key').length * prices.key,
    },
    {
      what: 'secrets',
      count: all('AWS::SecretsManager::Secret').length,
      dollars: all('AWS::SecretsManager::Secret').length * prices.secret,
    },
    { what: 'polls of the queue of mail events', count: polls, dollars: polls * prices.queueRequest },
    { what: 'runs of jobs', count: runs, dollars: runs * (prices.run + idleRun * prices.computing) },
  ].filter(({ count }) => count > 0)
}

export const sumOf = (costs: readonly IdleCost[]): number =>
  costs.reduce((sum, { dollars }) => sum + dollars, 0)

/** The README's table of what a stage costs while nobody comes. */
export const idleCostTable = (
  costs: readonly IdleCost[] = idleCosts(),
  withoutFirewall: readonly IdleCost[] = idleCosts({ firewall: 'off' }),
): string => {
  const written = new Intl.NumberFormat('en-GB')
  const row = (...cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [
    row('while nobody comes', 'how many', 'US$ a month'),
    row('---', '---:', '---:'),
    ...costs.map(({ what, count, dollars }) => row(what, written.format(count), dollars.toFixed(2))),
    row('**together**', '', `**${sumOf(costs).toFixed(2)}**`),
    row('without the firewall (`-c firewall=off`)', '', sumOf(withoutFirewall).toFixed(2)),
  ].join('\n')
}
