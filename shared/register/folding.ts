import { transliterationTable } from './transliteration-table.ts'

/**
 * A word as the search compares it (DEFINITIONS, Search 1): `forms[0]` is the folded form, the others are its
 * spellings in the order of `transliterations`: Latin ones, and Arabic without its article. Equal in any form is a hit.
 */
export type Token = {
  /** As it stands in the text, decomposed: what people are shown is this, composed (`asTyped`). */
  readonly typed: string
  readonly folded: string
  readonly forms: readonly string[]
}

/** A word as somebody typed it, to be shown to them: `Київ`, not `киів`. */
export const asTyped = ({ typed }: Token): string => typed.normalize('NFC')

/** Text in compatibility decomposition without marks, in lower case; a final sigma is a sigma. */
export const fold = (text: string): string => strip(text.normalize('NFKD'))

const strip = (decomposed: string): string =>
  decomposed
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll('ς', 'σ')

/** The words of a text: maximal runs of letters or digits after folding. */
export const tokensOf = (text: string): Token[] => {
  const tokens: Token[] = []
  // Marks stay for the moment: the national tables tell и from й and ι from ϊ.
  for (const [run] of text.normalize('NFKD').matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
    const folded = strip(run)
    if (folded !== '') tokens.push({ typed: run, folded, forms: formsOf(folded, run) })
  }
  return tokens
}

const formsOf = (folded: string, decomposed: string): readonly string[] =>
  isAscii(folded) ? [folded] : [folded, ...transliterations.map((spell) => spell(folded, decomposed))]

const isAscii = (text: string): boolean => /^[a-z0-9]*$/.test(text)

/** All different forms of a word. */
export const keysOf = (token: Token): readonly string[] =>
  token.forms.length === 1 ? token.forms : [...new Set(token.forms)].filter((form) => form !== '')

type Spelling = (folded: string, decomposed: string) => string

/** Any script, letter by letter; what the table does not know stays as it is. */
const generic = (folded: string): string => {
  let spelled = ''
  for (const letter of folded) spelled += transliterationTable.get(letter) ?? letter
  return spelled
}

type Letters = Readonly<Record<string, string>>

/** `'аa жzh'` as a table: each letter with its Latin spelling. */
const lettersOf = (pairs: string): Letters =>
  Object.fromEntries(pairs.split(' ').map((pair) => [pair.slice(0, 1), pair.slice(1)]))

/** Letter by letter, with other spellings at the beginning of a word; what a table lacks is spelled generically. */
const spelled = (text: string, letters: Letters, first: Letters = {}): string =>
  [...text]
    .map((letter, at) => (at === 0 ? first[letter] : undefined) ?? letters[letter] ?? generic(fold(letter)))
    .join('')

/** NFKD takes й, ї, ѓ, ќ apart, which are letters of their own: puts them together, without stress marks. */
const composed = (decomposed: string): string =>
  decomposed
    .toLowerCase()
    .normalize('NFC')
    .replace(/\p{M}+/gu, '')

const inScript =
  (script: RegExp, spell: Spelling): Spelling =>
  (folded, decomposed) =>
    script.test(folded) ? fold(spell(folded, decomposed)) : generic(folded)

const cyrillic = /\p{Script=Cyrillic}/u

const ukrainianLetters = lettersOf(
  'аa бb вv гh ґg дd еe єie жzh зz иy іi їi йi кk лl мm нn оo пp рr сs тt уu фf хkh цts чch шsh щshch юiu яia ь',
)
const ukrainianFirst: Letters = { є: 'ye', ї: 'yi', й: 'y', ю: 'yu', я: 'ya' }

/** Resolution 55 of the Cabinet of Ministers of Ukraine, 27 January 2010: Київ → kyiv, Згурівка → zghurivka. */
const ukrainian = inScript(cyrillic, (_, decomposed) =>
  composed(decomposed)
    .split(/(зг)/)
    .map((part, at) =>
      part === 'зг' ? 'zgh' : spelled(part, ukrainianLetters, at === 0 ? ukrainianFirst : {}),
    )
    .join(''),
)

const gajLetters = lettersOf(
  'аa бb вv гg дd ђđ ѓg еe жz зz ѕdz иi јj кk ќk лl љlj мm нn њnj оo пp рr сs тt ћc уu фf хh цc чc џdz шs',
)
/**
 * Gaj's Latin of Serbian and Montenegrin, and the spelling on Macedonian road signs, both without their marks,
 * as folding leaves them: Чачак → Čačak → cacak, Штип → Štip → stip; đ stays đ.
 */
const serbian = inScript(cyrillic, (_, decomposed) => spelled(composed(decomposed), gajLetters))

const macedonianLetters = lettersOf(
  'аa бb вv гg дd ѓgj еe жzh зz ѕdz иi јj кk ќkj лl љlj мm нn њnj оo пp рr сs тt уu фf хh цc чch џdj шsh',
)
/** As Macedonian passports spell: Штип → shtip, Ѓорче → gjorche. */
const macedonian = inScript(cyrillic, (_, decomposed) => spelled(composed(decomposed), macedonianLetters))

const greekLetters = lettersOf('αa βv γg δd εe ζz ηi θth ιi κk λl μm νn ξx οo πp ρr σs τt υy φf χch ψps ωo')
/** ELOT 743 (ISO 843 type 2): Ηράκλειο → irakleio, Ναύπακτος → nafpaktos. */
const greek = inScript(/\p{Script=Greek}/u, (_, decomposed) => {
  // A diaeresis, or an accent on its first letter, keeps a pair of vowels apart.
  const pairs = decomposed
    .toLowerCase()
    .replaceAll('ς', 'σ')
    .replace(/ου(?!\p{M}*\u0308)/gu, 'ou')
    .replace(/([αεη])υ(?!\p{M}*\u0308)\p{M}*(?=[θκξπστφχψ]|$)/gu, '$1f')
    .replace(/([αεη])υ(?!\p{M}*\u0308)\p{M}*/gu, '$1v')
    .replace(/γ(?=[γξχ])/gu, 'n')
    .replace(/^μπ|μπ$/gu, 'b')
  return spelled(fold(pairs), greekLetters)
})

/** The article, alone or grown together with 'and', 'by', 'like', 'so' or 'for', before at least three letters. */
const arabicArticle = /^(?:[وبكف]?ال|لل)(?=\p{L}{3})/u
/**
 * Arabic as a search must compare it, after the light stemmer light10 (Larkey, Ballesteros and Connell 2007) without
 * its endings: النفايات → نفايات, للزاوية → زاويه. Both ways of writing an ending are written by the same people.
 */
const arabic = inScript(/\p{Script=Arabic}/u, (folded) =>
  folded.replace(arabicArticle, '').replaceAll('ة', 'ه').replaceAll('ى', 'ي'),
)

/** The second forms of a word, in the order of `Token.forms` after the folded one. */
const transliterations: readonly Spelling[] = [generic, ukrainian, serbian, macedonian, greek, arabic]
