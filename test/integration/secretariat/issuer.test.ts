import { afterAll, beforeAll, expect, it } from 'vitest'
import { startDeskIssuer } from '../../../infra/local/sign-in/issuer.ts'
import { openidIssuer } from '../../../shared/lambda/openid-issuer.ts'
import { secretariatOperations } from '../../../shared/secretariat/secretariat-operations.ts'
import { freePorts } from '../../support/free-ports.ts'
import { aWiring, wiredFunction } from '../../support/local-wiring.ts'

/** The desk's client against a real issuer, whose secret for this site changes while the function is warm. */

const siteUrl = 'http://localhost:1'
const email = 'officer@example.org'
const secretOfNow = 'the secret that the issuer takes now'
let issuer: string
let stop: () => Promise<void>

beforeAll(async () => {
  const port = await freePorts(1)
  issuer = `http://localhost:${port}`
  const desk = wiredFunction({
    environment: { DESK_ISSUER: issuer, DESK_CLIENT_ID: 'peer-register', DESK_SECRET_ID: 'arn:secret' },
  })
  const secrets = { textOf: () => secretOfNow, answer: () => expect.unreachable() }
  ;({ stop } = await startDeskIssuer(aWiring({ functions: [desk] }), secrets, siteUrl, port))
})
afterAll(() => stop())

/** A client whose secret is the next of those given each time that it is read anew, and the last from then on. */
const clientKnowing = (...texts: readonly string[]) => {
  let at = 0
  let forgotten = 0
  const client = openidIssuer({
    issuer,
    clientId: 'peer-register',
    clientSecret: {
      read: async () => texts[Math.min(at, texts.length - 1)] ?? '',
      forget: () => {
        at++
        forgotten++
      },
    },
    callback: siteUrl + secretariatOperations.finishDeskSignIn.path,
  })
  return { client, timesForgotten: () => forgotten }
}

/** Goes the way of a browser from our page to the issuer's and back; gives the query that it comes back with. */
const chosenAt = async (address: string): Promise<string> => {
  const cookies = new Map<string, string>()
  const visit = async (url: string, init: RequestInit = {}) => {
    const cookie = [...cookies].map((pair) => pair.join('=')).join('; ')
    const answer = await fetch(url, { ...init, redirect: 'manual', headers: { cookie } })
    for (const set of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
      cookies.set(name, value)
    }
    return new URL(answer.headers.get('location') ?? '', url)
  }
  const choice = await visit(address)
  const chosen = await visit(choice.href, { method: 'POST', body: new URLSearchParams({ who: email }) })
  return (await visit(chosen.href)).search
}

const signedInBy = async ({ client }: ReturnType<typeof clientKnowing>) => {
  const { address, kept } = await client.begin()
  return client.finish(await chosenAt(address), kept)
}

it('signs in with a secret that changed after the function had read it', async () => {
  const changed = clientKnowing('the one before', secretOfNow)
  expect(await signedInBy(changed)).toMatchObject({ email, emailVerified: true })
  expect(await signedInBy(changed)).toMatchObject({ email })
  expect(changed.timesForgotten()).toBe(1)
})

it('signs in everybody who comes back while the secret changes', async () => {
  const changed = clientKnowing('the one before', secretOfNow)
  const begun = await Promise.all([changed.client.begin(), changed.client.begin()])
  const queries = await Promise.all(begun.map(({ address }) => chosenAt(address)))
  const identities = await Promise.all(
    begun.map(({ kept }, n) => changed.client.finish(queries[n] ?? '', kept)),
  )
  expect(identities).toMatchObject([{ email }, { email }])
})

it('says that it is not set up, and reads anew at each sign-in, while the secret is wrong', async () => {
  const wrong = clientKnowing('never right')
  for (const times of [1, 2]) {
    await expect(signedInBy(wrong)).rejects.toMatchObject({ kind: 'poison', code: 'unexpected' })
    expect(wrong.timesForgotten()).toBe(times)
  }
})
