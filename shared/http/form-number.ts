import type { HttpRequest } from './request.ts'

/** A request's body, with one field as the number that it means: a form's numbers come as text. */
export const withNumber = (
  { body, sentAs }: Pick<HttpRequest, 'body' | 'sentAs'>,
  name: string,
): Readonly<Record<string, unknown>> => {
  const given = (body ?? {}) as Readonly<Record<string, unknown>>
  const value = given[name]
  return sentAs === 'form' && typeof value === 'string' && /^\d{1,9}$/.test(value)
    ? { ...given, [name]: Number(value) }
    : given
}
