import type { Failure } from '../failures.ts'
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

/** A failure in words: `failures.<code>` in the language of `t`. */
export const problemOf = (failure: Failure, status: number, t: Messages): Problem => ({
  type: 'about:blank',
  title: t(`failures.title.${failure.kind}`),
  status,
  code: failure.code,
  detail: t.has(`failures.${failure.code}`)
    ? t(`failures.${failure.code}`)
    : t(`failures.title.${failure.kind}`),
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
