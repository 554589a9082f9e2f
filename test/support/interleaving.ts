/** A generator of numbers in [0, 1) from a seed (mulberry32): the same seed, the same numbers. */
export const randomFrom = (seed: number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

type Pending = { go: (fate: 'carry-out' | 'refuse' | 'lose-answer') => Promise<void> }

/**
 * Runs several processes so that only one call of one of them is carried out at a time, and the test says which:
 * each call waits for its turn. A process that is killed gets no further turn.
 */
export const interleaving = () => {
  const processes = new Set<{ pending: Pending[]; running: boolean; dead: boolean }>()
  let wake = () => {}

  const start = (run: (turn: <T>(call: () => Promise<T>) => Promise<T>) => Promise<unknown>) => {
    const process = { pending: [] as Pending[], running: true, dead: false }
    processes.add(process)
    const turn = <T>(call: () => Promise<T>): Promise<T> =>
      new Promise<T>((resolve, reject) => {
        const gone = () => reject(new Error('no answer'))
        if (process.dead) return gone()
        process.pending.push({
          go: async (fate) => {
            if (fate === 'refuse') return gone()
            try {
              const answer = await call()
              if (fate === 'lose-answer') gone()
              else resolve(answer)
            } catch (error) {
              reject(error)
            }
          },
        })
        wake()
      })
    void run(turn)
      .catch(() => {})
      .finally(() => {
        process.running = false
        processes.delete(process)
        wake()
      })
  }

  /** Waits until each process either ended or waits for a turn. */
  const settle = async () => {
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve))
      if ([...processes].every(({ pending }) => pending.length > 0)) return
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
  }

  return {
    start,
    running: () => processes.size,
    /** Gives one waiting call its turn, or ends its process before or after the call. */
    step: async (random: () => number, fate: 'carry-out' | 'die-before' | 'die-after' = 'carry-out') => {
      await settle()
      const waiting = [...processes]
      const process = waiting[Math.floor(random() * waiting.length)]
      if (!process) return
      const [call] = process.pending.splice(Math.floor(random() * process.pending.length), 1)
      if (fate !== 'carry-out') {
        process.dead = true
        for (const other of process.pending.splice(0)) await other.go('refuse')
      }
      await call?.go(fate === 'carry-out' ? 'carry-out' : fate === 'die-before' ? 'refuse' : 'lose-answer')
      await settle()
    },
  }
}
