import { type Token, tokensOf } from '../../../shared/register/folding.ts'
import { placesCalled } from '../../../shared/register/place-names.ts'
import { sizeOf, wordAt } from '../../../shared/register/segment/dictionary.ts'
import type { Segment } from '../../../shared/register/segment/segment.ts'
import { themesNamed } from '../../../shared/register/theme-names.ts'
import { seeded } from './corpus.ts'
import { type AskedQuery, askedWord } from './engine.ts'

/** What is asked in a bench, by kind. */
export type QueryKind = 'oneTerm' | 'and' | 'or' | 'prefix' | 'andPrefix' | 'oneTypo'
export const queryKinds: readonly QueryKind[] = ['oneTerm', 'and', 'or', 'prefix', 'andPrefix', 'oneTypo']

const meansItself = (words: readonly Token[]): boolean =>
  themesNamed(words, true).length + placesCalled(words, true).length === 0

const letters = 'abcdefghijklmnopqrstuvwxyz'

/**
 * Queries for a snapshot, the same for the same one: words as texts have them (so the common ones come often), none
 * that names a theme or a place of several names, since other engines know neither; prefixes of three to five letters; typing errors that
 * nobody wrote.
 */
export const queriesFor = (segment: Segment, texts: readonly string[], count: number) => {
  const random = seeded(7)
  const one = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T
  const { terms } = segment.columns
  const known = new Set(Array.from({ length: sizeOf(terms) }, (_, number) => wordAt(terms, number)))
  const word = (least = 1): string => {
    for (;;) {
      const token = one(tokensOf(one(texts)))
      if ([...token.folded].length >= least && meansItself([token])) return token.folded
    }
  }
  const typo = (): string => {
    for (;;) {
      const letter = [...word(5)]
      const at = 1 + Math.floor(random() * (letter.length - 1))
      const kind = Math.floor(random() * 4)
      if (kind === 0) letter.splice(at, 1)
      else if (kind === 1) letter.splice(at, 0, one([...letters]))
      else if (kind === 2) letter[at] = one([...letters])
      else [letter[at - 1], letter[at]] = [letter[at] as string, letter[at - 1] as string]
      const typed = letter.join('')
      const [token, ...more] = tokensOf(typed)
      if (token && more.length === 0 && !token.forms.some((form) => known.has(form))) return typed
    }
  }
  const asked = (words: readonly string[], combine: 'AND' | 'OR', prefix: boolean): AskedQuery => ({
    combine,
    words: words.flatMap((each, n) =>
      tokensOf(each).map((token) => askedWord(token, prefix && n === words.length - 1)),
    ),
  })
  const beginning = (): string => {
    for (;;) {
      const begun = [...word(4)].slice(0, 3 + Math.floor(random() * 3)).join('')
      if (meansItself(tokensOf(begun))) return begun
    }
  }
  const make: Record<QueryKind, () => AskedQuery> = {
    oneTerm: () => asked([word()], 'AND', false),
    and: () => asked([word(), word()], 'AND', false),
    or: () => asked([word(), word()], 'OR', false),
    prefix: () => asked([beginning()], 'AND', true),
    andPrefix: () => asked([word(), beginning()], 'AND', true),
    oneTypo: () => ({ ...asked([typo()], 'AND', false), fuzzy: true }),
  }
  return Object.fromEntries(
    queryKinds.map((kind) => [kind, Array.from({ length: count }, make[kind])]),
  ) as Record<QueryKind, AskedQuery[]>
}

/** A query as somebody would type it. */
export const typedAs = ({ words }: AskedQuery): string =>
  words.map(({ typed }) => typed.folded).join(' ') + (words.at(-1)?.prefix ? '' : ' ')
