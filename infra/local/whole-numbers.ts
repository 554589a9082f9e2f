import { Refusal } from './refusal.ts'

/**
 * The arguments of a command with each number below zero joined to the option before it: `--entries -3` is a
 * wrong number of entries, which `parseArgs` takes for an option named 3.
 */
export const withNumbersJoined = (given: readonly string[]): string[] => {
  const joined: string[] = []
  for (const argument of given) {
    const before = joined.at(-1)
    if (before?.match(/^--[a-z]+$/) && /^-\d/.test(argument)) joined.splice(-1, 1, `${before}=${argument}`)
    else joined.push(argument)
  }
  return joined
}

/**
 * The whole number that an option was given.
 *
 * @throws Refusal if it is none, below 1 or above `most`
 */
export const wholeNumber = (option: string, value: string, most?: number): number => {
  const number = Number(value)
  if (
    value.trim() === '' ||
    !Number.isSafeInteger(number) ||
    number < 1 ||
    (most !== undefined && number > most)
  )
    throw new Refusal(
      `${option} must be a whole number from 1${most === undefined ? '' : ` to ${most}`}, not '${value}'.`,
    )
  return number
}
