import type { Browser, Page } from 'playwright-core'
import { dynamoDbAt } from '../../infra/local/data/dynamodb-wire.ts'
import type { LocalRun } from '../../infra/local/local-run.ts'
import { keyOf } from '../../shared/table/keys.ts'
import { deployedWiring } from './deployed-wiring.ts'
import { type Effort, secondsOf, Walk } from './effort.ts'
import { linksIn, mailTo } from './inbox.ts'

type Way = { readonly run: LocalRun; readonly page: Page }

const button = (action?: string) =>
  `main button${action ? `[name=action][value=${action}]:not(.heard)` : '[type=submit]:not([name])'}`

/** What the survey asks of a person, walked in a browser of a phone's width without script. */
export const surveyEfforts = async (run: LocalRun, browser: Browser) => {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 390, height: 844 },
  })
  const way = { run, page: await context.newPage() }
  const shortest = await shortestSubmission(way)
  const full = await fullSubmission(way)
  const renewal = await yearlyRenewal(way, shortest.entryId)
  await context.close()
  return {
    'shortest submission': shortest.effort,
    'all that the survey asks': full.effort,
    'yearly renewal': renewal.effort,
  }
}

/** A row of the README's table. */
export const effortRow = (what: string, effort: Effort): readonly string[] => [
  what,
  ...[effort.fields, effort.clicks, effort.typed, effort.words, Math.round(secondsOf(effort))].map(String),
]

/** The first page, with one offer. */
const fillFirstPage = async (walk: Walk, email: string, authority: string): Promise<void> => {
  await walk.check('role', 'officer')
  await walk.type('#authority-name', authority)
  await walk.choose('#authority-country', 'NL')
  await walk.check('items.0.direction', 'offer')
  await walk.choose('#items-0-theme', 'waste-management')
  await walk.type('#items-0-description', 'Separate collection of household waste in dense districts')
  await walk.check('items.0.visibility', 'public')
  await walk.type('#email', email)
}

/** The link in the mail, then its button; gives the id of the entry that is public now. */
const confirm = async (walk: Walk, { run, page }: Way, email: string, n: number): Promise<string> => {
  await walk.look()
  const mail = await mailTo(run, email, n)
  const link = linksIn(mail).find((each) => each.includes('/survey/confirmations/'))
  await walk.follow(link ?? '', mail.text ?? '')
  await walk.press(button())
  await walk.look()
  return new URL(page.url()).pathname.split('/').at(-1) ?? ''
}

/** The least that can be sent: one page and the mail's button. */
const shortestSubmission = async (way: Way): Promise<{ effort: Effort; entryId: string }> => {
  const walk = new Walk(way.page)
  const email = 'effort-shortest@example.org'
  await way.page.goto(`${way.run.siteUrl}/survey?lang=en`)
  await fillFirstPage(walk, email, 'Gemeente Delft')
  await walk.press(button())
  const entryId = await confirm(walk, way, email, 1)
  return { effort: walk.effort(), entryId }
}

/** All that the survey asks: an offer and a request with every field, the authority, a programme's own questions. */
const fullSubmission = async (way: Way): Promise<{ effort: Effort; entryId: string }> => {
  const walk = new Walk(way.page)
  const email = 'effort-full@example.org'
  await way.page.goto(`${way.run.siteUrl}/survey?lang=en`)
  await fillFirstPage(walk, email, 'Gemeente Utrecht')
  await walk.check('digest', 'weekly')
  await walk.press(button('further'))
  await walk.press(button('add-request'))
  await walk.choose('#items-1-theme', 'water-supply')
  await walk.type('#items-1-description', 'How to find leaks in old pipes before the street gives way')
  await walk.check('items.1.visibility', 'registered')
  for (const [at, purpose] of [
    'To share what two failed years have taught us',
    'A plan for the network of the old town',
  ].entries()) {
    await walk.press(`fieldset.group:nth-of-type(${at + 1}) summary`)
    await walk.check(`items.${at}.formats[]`, 'online')
    await walk.check(`items.${at}.formats[]`, 'study-visit')
    await walk.check(`items.${at}.programmes[]`, 'taiex')
    await walk.type(`#items-${at}-evidence`, '3')
    await walk.type(`#items-${at}-purpose`, purpose)
    await walk.choose(`#items-${at}-timeframe`, 'within-a-year')
    await walk.choose(`#items-${at}-language`, 'en')
    await walk.check(`items.${at}.countries[]`, 'UA')
    await walk.check(`items.${at}.countries[]`, 'AL')
  }
  await walk.press(button('next'))
  await walk.check('authority.place', 'geonames:2745912')
  await walk.choose('#authority-tier', 'municipality')
  await walk.type('#authority-population', '374374')
  await walk.type('#authority-website', 'https://www.utrecht.example.org')
  await walk.check('languages[]', 'nl')
  await walk.check('languages[]', 'en')
  await walk.check('interpretation', 'yes')
  await walk.type('#capacity', '2')
  await walk.choose('#availability', 'within-three-months')
  await walk.press(button('next'))
  await walk.check('programmeAnswers.acquisChapters[]', '27')
  await walk.check('programmeAnswers.publicOfficial', 'yes')
  await walk.check('programmeAnswers.superiorAgrees', 'yes')
  await walk.press(button('next'))
  await walk.press(button('send'))
  const entryId = await confirm(walk, way, email, 2)
  return { effort: walk.effort(), entryId }
}

/** 'All is still right', from the yearly reminder: its link and one button. */
const yearlyRenewal = async (way: Way, entryId: string): Promise<{ effort: Effort }> => {
  await endIn(way.run, entryId, 20)
  await way.run.fire('plan-reminders')
  await way.run.fire('send-bulk-notices')
  const mail = await mailTo(way.run, 'effort-shortest@example.org', 2)
  const walk = new Walk(way.page)
  const link = linksIn(mail).find((each) => each.includes('/my/renewals/'))
  await walk.follow(link ?? '', mail.text ?? '')
  await walk.press(button())
  await walk.look()
  return { effort: walk.effort() }
}

/** Lets an entry's year end so many days from now, as if it had been confirmed long ago. */
const endIn = async ({ siteUrl }: LocalRun, entryId: string, days: number): Promise<void> => {
  const wiring = deployedWiring('local')
  const [table] = wiring.tables.filter(({ streamArn }) => streamArn)
  const wire = dynamoDbAt(`http://127.0.0.1:${Number(new URL(siteUrl).port) + 2}`, wiring.region)
  const { pk, sk } = keyOf('entry', { entryId })
  await wire.call('DynamoDB_20120810.UpdateItem', {
    TableName: table?.name,
    Key: { pk: { S: pk }, sk: { S: sk } },
    UpdateExpression: 'SET #until = :until',
    ConditionExpression: 'kind = :kind',
    ExpressionAttributeNames: { '#until': 'until' },
    ExpressionAttributeValues: {
      ':until': { S: new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10) },
      ':kind': { S: 'entry' },
    },
  })
  wire.close()
}
