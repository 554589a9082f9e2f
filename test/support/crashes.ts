import type { MailAnswer, Mailer } from '../../shared/notices/mailer.ts'
import type { Tables } from '../../shared/table/client.ts'

/**
 * What goes wrong at one SDK call: `refused` and `answer-lost` leave the process alive (the call was not, or
 * was, carried out), `dies-before` and `dies-after` end it: no later call of that process is carried out.
 */
export const crashModes = ['refused', 'answer-lost', 'dies-before', 'dies-after'] as const
export type CrashMode = (typeof crashModes)[number]

class ConnectionLost extends Error {
  override readonly name = 'TimeoutError'
}

/** Tables (and a mailer) of a process in which the call number `at`, from 1, goes wrong. */
export const crashing = (tables: Tables, mailer: Mailer, at: number, mode: CrashMode) => {
  let calls = 0
  let dead = false
  const guard = async <T>(call: () => Promise<T>, lost: () => T | Promise<T>): Promise<T> => {
    if (dead) throw new ConnectionLost('the process is gone')
    if (++calls !== at) return call()
    dead = mode.startsWith('dies')
    if (mode === 'answer-lost' || mode === 'dies-after') await call()
    if (dead) throw new ConnectionLost('the process is gone')
    return lost()
  }
  const refuse = (): never => {
    throw new ConnectionLost('no answer')
  }
  const client = new Proxy(tables.client, {
    get: (target, name) =>
      name === 'send'
        ? (command: Parameters<typeof target.send>[0]) => guard(() => target.send(command), refuse)
        : Reflect.get(target, name),
  })
  const ambiguous = (): MailAnswer => ({ kind: 'ambiguous', code: 'TimeoutError' })
  return {
    tables: { ...tables, client } satisfies Tables,
    mailer: {
      send: (mail) => guard(() => mailer.send(mail), ambiguous),
    } satisfies Mailer,
    calls: () => calls,
  }
}
