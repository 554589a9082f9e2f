import type { FieldFailure } from '../failures.ts'
import type { Language } from '../messages/languages.ts'
import type { Messages } from '../messages/messages.ts'

/** What a handler is asked: an API Gateway event after `shared/lambda/http-function.ts` has read it. */
export type HttpRequest = {
  readonly method: string
  /** As asked, without query: `/register`. */
  readonly path: string
  /** Path parameters, decoded. */
  readonly parameters: Readonly<Record<string, string>>
  /** Query parameters, each with all its values. */
  readonly query: Readonly<Record<string, readonly string[]>>
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>
  /** The decoded body: of JSON as parsed, of a form as nested by its dotted names (`decodeForm`). */
  readonly body: unknown
  /**
   * A form's fields that are not in `body`, since their names cannot be ours. Only a handler whose operation has
   * `formAgain` is asked with any: others never see such a request.
   */
  readonly bodyFailures?: readonly FieldFailure[]
  /** How the body came. */
  readonly sentAs: 'json' | 'form' | 'nothing'
  /** What the client prefers to get: forms and browsers `html`, API clients `json`. */
  readonly wants: 'html' | 'json'
  readonly language: Language
  /** Whether the address itself names the language (`?lang=`), so that links must keep it. */
  readonly languageInAddress: boolean
  /** Texts in the request's language. */
  readonly t: Messages
}

/** What a handler answers. Security and cache headers are added around it. */
export type HttpAnswer = {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  /** `Set-Cookie` headers, each as `shared/sessions/session.ts` writes them. */
  readonly cookies?: readonly string[]
  readonly body?: string
  /** In place of `body` its pieces as they come, where the function streams (`shared/lambda/streaming-function.ts`). */
  readonly pieces?: AsyncIterable<string>
  /** `body` is base64 of bytes. */
  readonly base64?: boolean
  /** The page has a script of ours (`shared/pages/scripts.ts`): its content security policy lets that run. */
  readonly script?: true
}

export type HttpHandler = (request: HttpRequest) => Promise<HttpAnswer>

/** A JSON answer. */
export const json = (status: number, value: unknown, headers: Record<string, string> = {}): HttpAnswer => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  body: JSON.stringify(value),
})

/** An HTML answer; `document` is a whole page as `shared/pages` renders it. */
export const html = (status: number, document: string, headers: Record<string, string> = {}): HttpAnswer => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8', ...headers },
  body: document,
})

/** An HTML answer with a script of ours. */
export const htmlWithScript = (
  status: number,
  document: string,
  headers: Record<string, string> = {},
): HttpAnswer => ({
  ...html(status, document, headers),
  script: true,
})

/** Sends a browser on after a post; `location` is absolute to the site (`linksOf`). */
export const seeOther = (location: string): HttpAnswer => ({ status: 303, headers: { location } })

/** Query parameters that every address knows. */
export const languageParameter = 'lang'
