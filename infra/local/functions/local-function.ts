import { randomUUID } from 'node:crypto'
import { pathToFileURL } from 'node:url'
import type { FunctionWiring } from '../templates/wiring.ts'
import { type Instance, type Outcome, startInstance } from './instance.ts'

/** A function that can be invoked. */
export type LocalFunction = {
  readonly wiring: FunctionWiring
  /** Invokes it and waits; never throws. */
  invoke(event: unknown): Promise<Outcome>
  /** Starts a first instance ahead of the first event. */
  warm(): Promise<void>
  stop(): Promise<void>
}

export type LocalFunctionSettings = {
  readonly bundle: string
  readonly logFile: string
  /** What Lambda itself gives to every function; the template's variables come on top. */
  readonly environment: Readonly<Record<string, string>>
  /** Told of each line that the function logs as an error. */
  readonly logged: (title: string, line: string) => void
  /** Told of every event that failed. */
  readonly failed: (title: string, outcome: Outcome) => void
}

/** Two cores do not get faster by more threads; Lambda would start as many instances as there are events. */
const mostInstances = 4

/** One function: instances that are started when needed, each with one event at a time. */
export const localFunction = (wiring: FunctionWiring, settings: LocalFunctionSettings): LocalFunction => {
  const idle: Instance[] = []
  const all = new Set<Instance>()
  const waiting: ((instance: Instance) => void)[] = []
  const limit = Math.max(1, Math.min(wiring.mostAtOnce ?? mostInstances, mostInstances))
  let stopped = false

  const start = (): Instance => {
    const instance = startInstance(
      { bundle: pathToFileURL(settings.bundle).href, exportName: wiring.exportName },
      environmentOf(wiring, settings.environment),
      settings.logFile,
      (line) => settings.logged(wiring.title, line),
    )
    all.add(instance)
    return instance
  }

  const takeInstance = (): Promise<Instance> => {
    const free = idle.pop()
    if (free?.alive()) return Promise.resolve(free)
    if (free) {
      all.delete(free)
      return takeInstance()
    }
    if (all.size < limit) return Promise.resolve(start())
    return new Promise((resolve) => waiting.push(resolve))
  }

  const giveBack = (instance: Instance) => {
    let next = instance
    if (!instance.alive() || stopped) {
      all.delete(instance)
      if (stopped || waiting.length === 0) return
      next = start()
    }
    const first = waiting.shift()
    if (first) first(next)
    else idle.push(next)
  }

  return {
    wiring,
    invoke: async (event) => {
      const requestId = randomUUID()
      if (stopped) return { ok: false, requestId, error: { errorType: 'Stopped', errorMessage: 'stopped' } }
      const instance = await takeInstance()
      await instance.loaded
      const outcome = await instance.run({
        kind: 'event',
        requestId,
        event: JSON.stringify(event),
        deadline: Date.now() + wiring.timeoutSeconds * 1000,
        limitSeconds: wiring.timeoutSeconds,
        functionName: wiring.name,
        functionArn: wiring.arn,
        memoryMegabytes: wiring.memoryMegabytes,
      })
      if (outcome.ok && outcome.pieces) outcome.pieces.once('close', () => giveBack(instance))
      else giveBack(instance)
      if (!outcome.ok && !stopped) settings.failed(wiring.title, outcome)
      return outcome
    },
    warm: async () => {
      const instance = await takeInstance()
      await instance.loaded
      giveBack(instance)
    },
    stop: async () => {
      stopped = true
      await Promise.all([...all].map((instance) => instance.end()))
    },
  }
}

/** The access key id names the function, so that the endpoint knows who calls. */
const environmentOf = (
  { name, arn, environment, memoryMegabytes }: FunctionWiring,
  general: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> => {
  const region = arn.split(':')[3] ?? ''
  return {
    ...general,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: name,
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryMegabytes),
    TZ: ':UTC',
    LANG: 'en_US.UTF-8',
    ...environment,
  }
}
