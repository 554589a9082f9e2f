import de from './de.json' with { type: 'json' }
import en from './en.json' with { type: 'json' }
import fr from './fr.json' with { type: 'json' }
import type { Texts } from './texts.ts'

/** The languages that descriptions are written in, one file each. */
export const allTexts: Readonly<Record<string, Texts>> = { de, en, fr }
