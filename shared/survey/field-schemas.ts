/**
 * What the schemas of several forms are made of, apart from the survey's own: that one takes a tenth of a cold start to
 * build, and few functions check a survey.
 */
import * as z from 'zod/mini'

/** DESIGN 3: at most five offers and five requests; interests count like either. */
export const mostOfOneDirection = 5
export const longestDescription = 600
export const longestName = 200
/** Chapters of the EU acquis (methodology of 2020). */
export const acquisChapters = 35

/**
 * Control characters and line separators have no place in one line of text, least of all in a mail's subject;
 * direction overrides would reorder the text around them; U+FFFD is what is left of bytes that were no UTF-8. Half of
 * a character of two UTF-16 units (`\p{Cs}`) can come in JSON's escapes alone: storage would make another text of it.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: refusing them is the point
export const oneLine = /^[^\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffd\p{Cs}]*$/u
/** The same for a text of several lines. */
export const someLines =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: refusing them is the point
  /^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffd\p{Cs}]*$/u

/** A text in Unicode's usual form, trimmed, of allowed characters and a length in characters. */
export const text = (least: number, most: number, allowed: RegExp) =>
  z.string().check(
    z.overwrite((value) => value.replace(/\r\n?/g, '\n')),
    z.trim(),
    z.normalize('NFC'),
    z.regex(allowed, 'bad-characters'),
    z.minLength(least, least > 1 ? 'too-short' : 'missing'),
    z.maxLength(most, 'too-long'),
  )

/** A list without a value twice. */
export const unique = <T extends readonly unknown[]>() =>
  z.refine<T>((list) => new Set(list).size === list.length, 'given-twice')

/** A mail address; 254 characters are the most that SMTP carries (RFC 5321, 4.5.3.1.3). */
export const emailSchema = z.string().check(z.trim(), z.maxLength(254, 'too-long'), z.email('bad-email'))
