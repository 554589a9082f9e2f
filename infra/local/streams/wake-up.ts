/** Tells readers that there is something to read. */
export type WakeUp = {
  notify(): void
  /** A wait of its own for one reader: a notification between two waits ends the next at once. */
  waiter(): (milliseconds: number) => Promise<void>
}

export const wakeUp = (): WakeUp => {
  const listeners = new Set<() => void>()
  return {
    notify: () => {
      for (const listener of [...listeners]) listener()
    },
    waiter: () => {
      let missed = false
      let wake: (() => void) | undefined
      listeners.add(() => {
        if (wake) wake()
        else missed = true
      })
      return (milliseconds) => {
        if (missed) {
          missed = false
          return Promise.resolve()
        }
        return new Promise((resolve) => {
          const end = () => {
            clearTimeout(timer)
            wake = undefined
            resolve()
          }
          const timer = setTimeout(end, milliseconds)
          wake = end
        })
      }
    },
  }
}
