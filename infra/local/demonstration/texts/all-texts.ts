import ar from './ar.json' with { type: 'json' }
import de from './de.json' with { type: 'json' }
import el from './el.json' with { type: 'json' }
import en from './en.json' with { type: 'json' }
import es from './es.json' with { type: 'json' }
import fr from './fr.json' with { type: 'json' }
import it from './it.json' with { type: 'json' }
import pl from './pl.json' with { type: 'json' }
import ro from './ro.json' with { type: 'json' }
import type { Texts } from './texts.ts'
import uk from './uk.json' with { type: 'json' }

/** The languages that descriptions are written in, one file each. */
export const allTexts: Readonly<Record<string, Texts>> = { ar, de, el, en, es, fr, it, pl, ro, uk }
