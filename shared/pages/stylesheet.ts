import { type Look, lookStyle } from './looks.ts'
import { blocksStyle } from './style/blocks.ts'
import { formsStyle } from './style/forms.ts'
import { frameStyle } from './style/frame.ts'
import { homeStyle } from './style/home.ts'
import { mediaStyle } from './style/media.ts'
import { typeStyle } from './style/type.ts'

/**
 * The rules of the site, the same in every look. Every distance is a multiple of 8 px (`--u`), every direction logical,
 * so that Arabic needs no rules of its own.
 *
 * What features use: `.lead`, `.hint`, `.muted`; `.button` (one a page) and `.button.quiet`; `.field`,
 * `.choice`, `.summary` (form-fields.tsx); `.search`, `.notice`, `.tags`, `.facts`, `.numbers`, `.bar`,
 * `.pagination`, `.facets`, `.table` (blocks.tsx); `ul.cards > li.card` to choose from, `ol.results > li` for what was
 * found, `ul.reasons > li` for sentences with a bar, `.columns` for facets beside results on wide screens, `.number`
 * for a column of figures, `.heard` for what only screen readers say, `.wide` for what may be wider than a line of
 * text, `.short` for a field of a few characters.
 */
const rules = [typeStyle, frameStyle, formsStyle, blocksStyle, homeStyle, mediaStyle].join('')

/**
 * The whole style of a look, as each page carries it inlined, so that the first page is one request, and as the
 * content security policy names it by hash: without the indents.
 */
const written = (look: Look): string => lookStyle(look) + rules.replace(/\n\s*/g, '')

const styles: Readonly<Record<Look, string>> = { neutral: written('neutral'), europa: written('europa') }

export const stylesheetOf = (look: Look): string => styles[look]
