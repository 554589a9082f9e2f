import type { MailAnswer, Mailer } from '../../shared/notices/mailer.ts'
import type { Tables } from '../../shared/table/client.ts'

/**
 * What goes wrong at one SDK call: `refused` and `answer-lost` leave the process alive (the call was not, or
 * was, carried out), `dies-before` and `dies-after` end it: no later call of that process is carried out.
 * `repeated` is what nobody sees: the call was carried out, its answer was lost on the way to the SDK, and the
 * SDK's own retry sent it again; its second answer is the one given. The mailer's SDK does not retry.
 */
export const crashModes = ['refused', 'answer-lost', 'repeated', 'dies-before', 'dies-after'] as const
export type CrashMode = (typeof crashModes)[number]

class ConnectionLost extends Error {
  override readonly name = 'TimeoutError'
}

/**
 * The command as the SDK's retry sends it: the same request twice, with the same client request token, so that
 * a repeated transaction is known to DynamoDB for the first one.
 */
const sentTwice = <C extends Parameters<Tables['client']['send']>[0]>(command: C): C => {
  command.middlewareStack.add(
    (next) => async (args) => {
      await next(args)
      return next(args)
    },
    // After the signing, so nearest to the network. A document command hands its stack to the command that it
    // wraps as well as to the client: it must count once.
    { name: 'sentTwice', step: 'finalizeRequest', priority: 'low', override: true },
  )
  return command
}

/** Tables (and a mailer) of a process in which the call number `at`, from 1, goes wrong. */
export const crashing = (tables: Tables, mailer: Mailer, at: number, mode: CrashMode) => {
  let calls = 0
  let dead = false
  const guard = async <T>(
    call: () => Promise<T>,
    lost: () => T | Promise<T>,
    repeated: () => Promise<T> = call,
  ): Promise<T> => {
    if (dead) throw new ConnectionLost('the process is gone')
    if (++calls !== at) return call()
    if (mode === 'repeated') return repeated()
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
        ? (command: Parameters<typeof target.send>[0]) =>
            guard(
              () => target.send(command),
              refuse,
              () => target.send(sentTwice(command)),
            )
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
