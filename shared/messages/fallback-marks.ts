import { isLanguage, type Language } from './languages.ts'

/*
 * How a text tells its language where it is not the page's. Pages put texts together as strings (a label in a
 * sentence, sentences in a list), so the mark must travel inside the string: three of the code points that Unicode
 * keeps for a program's own use (noncharacters, U+FDD0 to U+FDEF), which no text that people type may contain
 * and which never leave us: `shared/pages/marked-languages.ts` turns them into `lang` and `dir`.
 */
const begin = '\ufdd0'
const named = '\ufdd1'
const end = '\ufdd2'

/** A text that is in another language than what surrounds it. */
export const markedAs = (language: Language, text: string): string => begin + language + named + text + end

/** Whether any part of a text is marked. */
export const isMarked = (text: string): boolean => text.includes(begin)

const marks = new RegExp(`${begin}[a-zA-Z-]*${named}|[${begin}${named}${end}]`, 'g')

/** A text without marks: for subjects, plain text, attributes and JSON. */
export const withoutMarks = (text: string): string => text.replace(marks, '')

/** A part of a text in one language; `language` undefined: the language of the page. */
export type Run = { readonly text: string; readonly language?: Language }

/** The parts of a text by language, neighbours of one language joined. A mark without its partner is left out. */
export const runsOf = (text: string): readonly Run[] => {
  const runs: { text: string; language?: Language }[] = []
  const open: (Language | undefined)[] = []
  const add = (piece: string) => {
    if (piece === '') return
    const language = open.at(-1)
    const last = runs.at(-1)
    if (last && last.language === language) last.text += piece
    else runs.push({ text: piece, ...(language && { language }) })
  }
  let from = 0
  for (const { 0: mark, index } of text.matchAll(marks)) {
    add(text.slice(from, index))
    from = index + mark.length
    const language = mark.slice(1, -1)
    if (mark === end) open.pop()
    else if (mark.length > 1) open.push(isLanguage(language) ? language : undefined)
  }
  add(text.slice(from))
  return runs
}
