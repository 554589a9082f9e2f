import type { Failure, FailureKind } from '../failures.ts'
import type { Messages } from '../messages/messages.ts'
import type { HttpAnswer } from './request.ts'

/** RFC 9457 problem details, with one row for each field at fault. */
export type Problem = {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly code: string
  readonly errors?: readonly { readonly pointer: string; readonly code: string; readonly detail: string }[]
}

/** A failure's title; who only reads (GET) gets words of their own where the others speak of sending and storing. */
export const failureTitle = (kind: FailureKind, t: Messages, reading = false): string =>
  reading && t.has(`failures.title.${kind}.reading`)
    ? t(`failures.title.${kind}.reading`)
    : t(`failures.title.${kind}`)

/** What a failure's code says, `failures.<code>`; undefined where only its title does. */
export const failureDetail = (code: string, t: Messages, reading = false): string | undefined => {
  if (reading && t.has(`failures.${code}.reading`)) return t(`failures.${code}.reading`)
  return t.has(`failures.${code}`) ? t(`failures.${code}`) : undefined
}

/**
 * A failure in words, in the language of `t`.
 *
 * @param reading whether the request only asked (GET, HEAD), so that nothing was sent that could be stored or lost
 */
export const problemOf = (failure: Failure, status: number, t: Messages, reading = false): Problem => ({
  type: 'about:blank',
  title: failureTitle(failure.kind, t, reading),
  status,
  code: failure.code,
  detail: failureDetail(failure.code, t, reading) ?? failureTitle(failure.kind, t, reading),
  ...(failure.fields.length > 0 && {
    errors: failure.fields.map(({ pointer, code, values }) => ({
      pointer,
      code,
      detail: t(`failures.${code}`, values),
    })),
  }),
})

/** A problem document as the answer to a program, with more headers where the status asks for them. */
export const problemAnswer = (problem: Problem, headers: Record<string, string> = {}): HttpAnswer => ({
  status: problem.status,
  headers: { 'content-type': 'application/problem+json; charset=utf-8', ...headers },
  body: JSON.stringify(problem),
})
