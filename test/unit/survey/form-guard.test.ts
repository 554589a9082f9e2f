import { beforeAll, describe, expect, it } from 'vitest'
import { type FormGuard, guardOf, passageOf } from '../../../shared/survey/form-guard.ts'
import { solved } from '../../support/proofs.ts'

const opened = '2026-11-23T10:00:00.000Z'
const secondsLater = (seconds: number) => new Date(Date.parse(opened) + seconds * 1000).toISOString()
const passage = (body: Record<string, unknown>, now = secondsLater(60), key = 'key', least = 3) =>
  passageOf(body, { key, now, least })

let guard: FormGuard
let proof: string
beforeAll(async () => {
  guard = await guardOf('key', opened)
  proof = await solved(guard.challenge)
})

describe('a form that comes without a proof', () => {
  it('has taken its time once it was open for the seconds asked for', async () => {
    expect(await passage({ opened: guard.opened }, secondsLater(2.9))).toEqual({ tookTime: false })
    expect(await passage({ opened: guard.opened }, secondsLater(3))).toEqual({ tookTime: true })
  })

  it('has taken none with a time that is missing, forged, of another site or a week old', async () => {
    const earlier = `1${guard.opened.slice(1).replace(/\d/, '0')}`
    for (const given of [undefined, '', '.', earlier, 'x'.repeat(50), ['a'], { a: 'b' }])
      expect(await passage({ opened: given }), String(given)).toEqual({ tookTime: false })
    expect(await passage({ opened: guard.opened }, secondsLater(60), 'another')).toEqual({ tookTime: false })
    expect(await passage({ opened: guard.opened }, secondsLater(8 * 86_400))).toEqual({ tookTime: false })
  })

  it('need take none where the stage asks for none', async () => {
    expect(await passage({}, opened, 'key', 0)).toEqual({ tookTime: true })
  })
})

describe('a proof of work', () => {
  it('has a name of its own, by which it is used once', async () => {
    const { proof: found } = await passage({ proof })
    expect(found).toEqual({
      proofHash: expect.stringMatching(/^[\w-]{43}$/),
      expiresAt: secondsLater(7 * 86_400),
    })
    expect((await passage({ proof })).proof).toEqual(found)
    const other = await solved((await guardOf('key', opened)).challenge)
    expect((await passage({ proof: other })).proof?.proofHash).not.toBe(found?.proofHash)
  })

  it('is none when it is wrong, altered, of another site, too old or no proof at all', async () => {
    const stated = JSON.parse(Buffer.from(proof, 'base64').toString())
    const with_ = (changes: object) =>
      Buffer.from(JSON.stringify({ ...stated, ...changes })).toString('base64')
    for (const given of [
      with_({ number: stated.number + 1 }),
      with_({ salt: stated.salt.replace(/expires=\d+/, 'expires=9999999999') }),
      with_({ signature: stated.signature.replace(/./, 'x') }),
      with_({ algorithm: 'SHA-1' }),
      with_({ more: 1 }),
      'not base64 at all',
      Buffer.from('{').toString('base64'),
      'x'.repeat(3000),
      ['a'],
      undefined,
    ])
      expect((await passage({ proof: given })).proof, String(given).slice(0, 40)).toBeUndefined()
    expect((await passage({ proof }, secondsLater(60), 'another')).proof).toBeUndefined()
    expect((await passage({ proof }, secondsLater(8 * 86_400))).proof).toBeUndefined()
  })
})
