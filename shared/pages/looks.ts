/**
 * The looks a stage can choose: `neutral` for any network, `europa` for a service of the EU's institutions. A look is
 * a set of custom properties and nothing else; every rule of the style is written with them, so that a page is the
 * same page in both.
 */
export const looks = ['neutral', 'europa'] as const
export type Look = (typeof looks)[number]

/**
 * What the `europa` look takes from the Europa Component Library, package `@ecl/theme-eu` 5.3.1, © European Union,
 * EUPL 1.2 (https://ec.europa.eu/component-library): map and key of its SCSS, with the value there. A test compares
 * them with the package, so that an update is seen; the package itself never reaches a page.
 */
export const eclTokens = {
  'color.primary-180': '#030e2e',
  'color.primary-160': '#0a328e',
  'color.primary-140': '#0b39a2',
  'color.primary-100': '#0e47cb',
  'color.primary-80': '#3e6cd5',
  'color.primary-40': '#9fb5ea',
  'color.primary-20': '#cfdaf5',
  'color.primary-10': '#e7edfa',
  'color.primary-5': '#f3f6fc',
  'color.dark-100': '#191d26',
  'color.dark-80': '#515560',
  'color.dark-60': '#7d8088',
  'color.dark-20': '#d4d5d7',
  'color.secondary-100': '#fc0',
  'color.error-100': '#d7003d',
  'color.green-140': '#007957',
  'border-radius.s': '4px',
  'border-radius.m': '8px',
  'font-size.l': '1.25rem',
  'font-size.xl': '1.5rem',
  'font-size.5xl': '2.625rem',
} as const

const ecl = (token: keyof typeof eclTokens): string => eclTokens[token]

/** System fonts, with those that have Arabic, Georgian and Armenian letters on the usual systems. */
const scripts =
  '"Noto Sans Arabic","Geeza Pro","Noto Sans Georgian","Noto Sans Armenian","Noto Naskh Arabic",Tahoma,sans-serif'

type Properties = Readonly<Record<string, string>>

const light: Readonly<Record<Look, Properties>> = {
  neutral: {
    ink: '#14202c',
    muted: '#4b5967',
    paper: '#fff',
    soft: '#f3f6f8',
    line: '#cbd4dc',
    edge: '#66727f',
    accent: '#0a4f87',
    'accent-deep': '#073a64',
    'accent-ink': '#fff',
    mark: '#dceaf6',
    bad: '#a4001d',
    good: '#0b6136',
    land: '#dbe3ea',
    nav: 'var(--paper)',
    'nav-ink': 'var(--accent)',
    'nav-here': 'transparent',
    'nav-here-ink': 'var(--ink)',
    'nav-line': 'var(--accent)',
    radius: '4px',
    'radius-card': '8px',
    font: `system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",${scripts}`,
    h1: 'clamp(1.75rem,1.2rem + 2.4vw,2.75rem)',
    h2: '1.625rem',
    lead: '1.3125rem',
  },
  europa: {
    ink: ecl('color.dark-100'),
    muted: ecl('color.dark-80'),
    paper: '#fff',
    soft: ecl('color.primary-5'),
    line: ecl('color.dark-20'),
    edge: ecl('color.dark-60'),
    accent: ecl('color.primary-100'),
    'accent-deep': ecl('color.primary-140'),
    'accent-ink': '#fff',
    mark: ecl('color.primary-10'),
    bad: ecl('color.error-100'),
    good: ecl('color.green-140'),
    land: ecl('color.primary-20'),
    // As its menu on wide screens.
    nav: `linear-gradient(90deg,${ecl('color.primary-140')},${ecl('color.primary-100')})`,
    'nav-ink': '#fff',
    'nav-here': ecl('color.primary-20'),
    'nav-here-ink': ecl('color.primary-140'),
    'nav-line': ecl('color.secondary-100'),
    radius: ecl('border-radius.s'),
    'radius-card': ecl('border-radius.m'),
    font: `arial,${scripts}`,
    h1: `clamp(1.75rem,1.2rem + 2.4vw,${ecl('font-size.5xl')})`,
    h2: ecl('font-size.xl'),
    lead: ecl('font-size.l'),
  },
}

const dark: Readonly<Record<Look, Properties>> = {
  neutral: {
    ink: '#e6ecf1',
    muted: '#a7b4c0',
    paper: '#11171d',
    soft: '#1a222a',
    line: '#36424d',
    edge: '#8c99a6',
    accent: '#8cc3fb',
    'accent-deep': '#bcdcfd',
    'accent-ink': '#0b1621',
    mark: '#1c3650',
    bad: '#ff9d9d',
    good: '#86d9a6',
    land: '#2a3742',
  },
  europa: {
    ink: ecl('color.primary-5'),
    muted: '#b4bdd0',
    paper: '#0b101d',
    soft: '#141b2d',
    line: '#333d56',
    edge: '#8892a8',
    accent: ecl('color.primary-40'),
    'accent-deep': ecl('color.primary-20'),
    'accent-ink': ecl('color.primary-180'),
    mark: '#1b2a52',
    bad: '#ff9db4',
    good: '#7fdcbc',
    land: '#26335a',
    nav: ecl('color.primary-160'),
  },
}

const declared = (properties: Properties): string =>
  Object.entries(properties)
    .map(([name, value]) => `--${name}:${value};`)
    .join('')

/**
 * A look's custom properties as CSS, light and dark. Text has 4.5 : 1 and the borders of controls 3 : 1 against what
 * they stand on in each (WCAG 1.4.3, 1.4.11); a test computes it.
 */
export const lookStyle = (look: Look): string =>
  `:root{color-scheme:light dark;--u:.5rem;--measure:40rem;--gutter:max(calc(2*var(--u)),calc((100% - 68rem)/2));` +
  `${declared(light[look])}}@media (prefers-color-scheme:dark){:root{${declared(dark[look])}}}`

/** The colours of a look, for the test of their contrast. */
export const coloursOf = (look: Look, darkly: boolean): Properties =>
  darkly ? { ...light[look], ...dark[look] } : light[look]
