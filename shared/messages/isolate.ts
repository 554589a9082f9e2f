import { directionOf } from './languages.ts'

const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u
const leftToRight =
  /(?![\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}])\p{L}/u

const firstStrongIsolate = '\u2068'
const popIsolate = '\u2069'

/**
 * A name as it goes into a sentence of a language: one with letters that run the other way is isolated (Unicode
 * bidirectional algorithm, UAX 9: FSI … PDI), so that 'Gemeente Utrecht (NL)' in an Arabic sentence, or 'بلدية زليتن'
 * in an English one, does not drag the commas and numbers beside it to the wrong side.
 */
export const isolated = (value: string, language: string): string =>
  (directionOf(language) === 'rtl' ? leftToRight : rightToLeft).test(value)
    ? firstStrongIsolate + value + popIsolate
    : value
