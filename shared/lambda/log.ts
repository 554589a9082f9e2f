import { placesIn } from './places-in-source.ts'

/**
 * One line of JSON an event, as CloudWatch Logs Insights reads it. Fields hold ids, codes, counts and times;
 * never an address, a token, a path with a token, or what a person wrote.
 */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>

const write =
  (level: 'info' | 'warn' | 'error') =>
  (event: string, fields: LogFields = {}) => {
    process.stdout.write(`${JSON.stringify({ level, event, ...fields })}\n`)
  }

export const log = { info: write('info'), warn: write('warn'), error: write('error') }

/** What may be logged of an error: its name, its code and where it came from. Its message may quote input. */
export const errorFields = (error: unknown): LogFields =>
  error instanceof Error
    ? {
        error: error.name,
        code: (error as { code?: string }).code,
        at: placesIn(framesOf(error)).slice(0, 6).join(' < ') || undefined,
      }
    : { error: typeof error }

/** The part of a stack below the message: lines of a message may look like places, and name files to be read. */
const framesOf = ({ message, stack = '' }: Error): string => {
  const at = stack.indexOf(message)
  // A message that was changed after the stack was taken cannot be told from the places.
  return at < 0 ? '' : stack.slice(at + message.length)
}
