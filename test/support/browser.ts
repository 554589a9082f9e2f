import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AxeResults } from 'axe-core'
import { type Browser, chromium, type Page } from 'playwright-core'
import { writeFonts } from './browser-fonts.ts'

/** The package does not export its `package.json`, but its version names what is unpacked. */
const { version } = JSON.parse(
  readFileSync(
    join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '../package.json'),
    'utf8',
  ),
) as { version: string }

/**
 * The Chromium that `@sparticuz/chromium` ships, unpacked once a machine (about 4 s and 250 MB). It unpacks
 * into whatever `os.tmpdir()` is at the call: a folder of our own that gets its name only when it is whole, so
 * that two test runs at once never start a half-written file.
 */
const unpacked = async (): Promise<string> => {
  const folder = join(tmpdir(), `peer-register-browser-${version}`)
  if (existsSync(folder)) return folder
  const { default: packed } = await import('@sparticuz/chromium')
  const mine = mkdtempSync(`${folder}-`)
  const before = process.env.TMPDIR
  process.env.TMPDIR = mine
  const path = packed.executablePath()
  if (before === undefined) delete process.env.TMPDIR
  else process.env.TMPDIR = before
  await path
  try {
    renameSync(mine, folder)
  } catch (error) {
    // Somebody else was quicker: theirs is as good.
    rmSync(mine, { recursive: true, force: true })
    if (!existsSync(folder)) throw error
  }
  return folder
}

/**
 * Starts a browser without a window: the packaged Chromium on x64 Linux, the installed Chrome elsewhere.
 * Who starts it closes it.
 */
export const launchBrowser = async (): Promise<Browser> => {
  if (process.platform !== 'linux' || process.arch !== 'x64') return chromium.launch({ channel: 'chrome' })
  const folder = await unpacked()
  const fontFolder = mkdtempSync(join(tmpdir(), 'peer-register-fonts-'))
  const fontconfig = writeFonts(fontFolder, join(folder, 'fonts'))
  const browser = await chromium.launch({
    executablePath: join(folder, 'chromium'),
    // Chromium refuses its sandbox to root, and CI machines are root; the pages are our own.
    args: ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none'],
    env: { ...(process.env as Record<string, string>), FONTCONFIG_FILE: fontconfig },
  })
  browser.on('disconnected', () => rmSync(fontFolder, { recursive: true, force: true }))
  return browser
}

/** How a page is looked at: the window's width in CSS pixels, dark or light, with script or without. */
export type Look = { readonly width?: number; readonly dark?: boolean; readonly script?: boolean }

/**
 * Opens a page in a context of its own; `complaints` collects script errors and what the content security policy
 * refused. Close it with `page.context().close()`.
 */
export const opened = async (
  browser: Browser,
  address: string,
  { width = 1280, dark = false, script = true }: Look = {},
): Promise<{ readonly page: Page; readonly complaints: readonly string[] }> => {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme: dark ? 'dark' : 'light',
    javaScriptEnabled: script,
  })
  const page = await context.newPage()
  const complaints = complaintsOf(page)
  await page.goto(address)
  return { page, complaints }
}

/** Collects script errors and what the content security policy refused on a page, from now on. */
const complaintsOf = (page: Page): string[] => {
  const complaints: string[] = []
  page.on('console', (message) => {
    // The browser also reports every answer that is no success; those are asked for.
    if (message.type() === 'error' && !/status of 4/.test(message.text())) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  return complaints
}

/**
 * Opens one address after the other in the same page of a browser, each time 1280 px wide, without cookies and with
 * no complaints yet: for many pages of which none is worth a context of its own. With its own renderer, and axe read
 * anew in it, each would take twice as long. Who launched the browser closes it, and the page with it.
 */
export const turningPages = (
  browser: Browser,
): ((address: string) => Promise<{ readonly page: Page; readonly complaints: readonly string[] }>) => {
  let kept: Promise<{ readonly page: Page; readonly complaints: string[] }> | undefined
  const first = async () => {
    const page = await browser.newPage()
    return { page, complaints: complaintsOf(page) }
  }
  return async (address) => {
    kept ??= first()
    const { page, complaints } = await kept
    await page.context().clearCookies()
    await page.setViewportSize({ width: 1280, height: 900 })
    complaints.length = 0
    await page.goto(address)
    return { page, complaints }
  }
}

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** The checker, for the browser: a third of the time of its first run goes into reading what is not minified. */
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/**
 * What axe finds wrong on a page by WCAG 2.2 AA and its best practices, one line each with the element. The
 * checker runs through the browser's debugging door, so the page keeps its strict content security policy.
 */
export const accessibilityViolations = async (page: Page): Promise<readonly string[]> => {
  if (!(await page.evaluate("'axe' in window"))) {
    await page.evaluate(axe)
    // What the page opens next comes with it, read once.
    await page.addInitScript(axe)
  }
  // As text: the checker and the document exist over there, not here. All rules run; but to say of thousands of
  // elements where they are that are as they should be takes as long as the check.
  const found: { readonly passes: number; readonly violations: AxeResults['violations'] } =
    await page.evaluate(
      `axe.run(document, { runOnly: ${JSON.stringify(standards)}, resultTypes: ['violations'] })
        .then(({ passes, violations }) => ({ passes: passes.length, violations }))`,
    )
  if (found.passes < 10) throw new Error('axe has looked at nothing')
  return found.violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help} at ${node.target.join(' ')} (${node.any[0]?.message ?? ''})`),
  )
}

/** Whether the page needs sideways scrolling at its present width (WCAG 1.4.10). */
export const overflows = (page: Page): Promise<boolean> =>
  page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth')

/**
 * The words that are broken in their middle for want of room, as nobody would write them. Mail and web addresses may
 * break anywhere, compounds at their hyphens.
 */
export const brokenWords = (page: Page): Promise<readonly string[]> =>
  page.evaluate(`(() => {
    const broken = new Set()
    const walker = document.createTreeWalker(document.querySelector('body'), NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.parentElement.closest('select, textarea, code, .heard, svg')) continue
      for (const { 0: word, index } of node.data.matchAll(/[^\\s\\u200b\\/–—-]+/g)) {
        if (/[@:]|\\w\\.\\w/.test(word)) continue
        const range = document.createRange()
        range.setStart(node, index)
        range.setEnd(node, index + word.length)
        const lines = [...range.getClientRects()].filter(({ width }) => width > 0).map(({ top }) => Math.round(top))
        if (lines.length > 1 && Math.max(...lines) - Math.min(...lines) > 8) broken.add(word)
      }
    }
    return [...broken]
  })()`)

const pictures = fileURLToPath(new URL('../browser/pictures/', import.meta.url))

/** With `PICTURES=readme`, as `npm test` sets it, only those are taken that the README shows; otherwise all. */
const isWanted = (name: string): boolean =>
  process.env.PICTURES !== 'readme' ||
  readFileSync(new URL('../../README.md', import.meta.url), 'utf8').includes(`/pictures/${name}.png`)

/**
 * Takes a picture of the whole page (or, with `firstScreen`, of what one sees first) as
 * `test/browser/pictures/<name>.png`, to be looked at: nothing is compared with it, and it takes as long as axe.
 * Those that the README shows are committed; git ignores the others. A busy machine's Chromium now and then answers
 * that it was unable to: it is asked once more.
 */
export const takePicture = async (page: Page, name: string, { firstScreen = false } = {}): Promise<void> => {
  if (!isWanted(name)) return
  mkdirSync(pictures, { recursive: true })
  const taken = () => page.screenshot({ path: join(pictures, `${name}.png`), fullPage: !firstScreen })
  await taken().catch((error: unknown) => {
    if (error instanceof Error && error.message.includes('Unable to capture screenshot')) return taken()
    throw error
  })
}
