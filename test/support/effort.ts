import type { Page } from 'playwright-core'

/** What somebody has done on the way through some pages. */
export type Effort = {
  /** Fields that were filled in or chosen from; several boxes under one question are several. */
  readonly fields: number
  /** Buttons and links that were pressed, the one in a mail included. */
  readonly clicks: number
  /** Characters that were typed. */
  readonly typed: number
  /** Words that stood on the pages and in the mails and had not been read before; lists that fold out are left out. */
  readonly words: number
  /** Choices of a list that folds out, which take a second press. */
  readonly lists: number
  /** Choices of all kinds. */
  readonly choices: number
}

/**
 * How long that takes a person, in seconds: reading, typing and pressing added up; the site's answers and the mail's way
 * are left out.
 *
 * - Reading 200 words a minute, every word once. Adults read 238 a minute silently in their own language (Brysbaert, "How
 *   many words do we read per minute?", Journal of Memory and Language 109, 2019); many here read in another.
 * - Typing 36 words of five characters a minute on a phone (Palin and others, "How do people type on mobile devices?",
 *   MobileHCI 2019: 37,370 people).
 * - 2.45 s a press: 1.35 s to decide and 1.1 s to point (Card, Moran and Newell, "The keystroke-level model",
 *   Communications of the ACM 23, 1980).
 */
export const secondsOf = ({ clicks, typed, words, lists, choices }: Effort): number =>
  (words / 200) * 60 + (typed / 5 / 36) * 60 + (clicks + choices + lists) * 2.45

/** A person on the way through pages, by pointing and typing alone, who counts what they do. */
export class Walk {
  private readonly page: Page
  private readonly read = new Set<string>()
  private readonly done = { fields: 0, clicks: 0, typed: 0, words: 0, lists: 0, choices: 0 }

  constructor(page: Page) {
    this.page = page
  }

  effort(): Effort {
    return { ...this.done }
  }

  async type(field: string, text: string): Promise<void> {
    this.done.fields++
    this.done.typed += text.length
    await this.page.fill(field, text)
  }

  /** From a list that folds out. */
  async choose(field: string, value: string): Promise<void> {
    this.done.fields++
    this.done.choices++
    this.done.lists++
    await this.page.selectOption(field, value)
  }

  /** A box or a button of several. */
  async check(name: string, value: string): Promise<void> {
    this.done.fields++
    this.done.choices++
    await this.page.check(`[name="${name}"][value="${value}"]`)
  }

  /** Reads the page first. */
  async press(selector: string): Promise<void> {
    await this.look()
    this.done.clicks++
    await this.page.click(selector)
  }

  /** The link in a mail. */
  async follow(link: string, mail: string): Promise<void> {
    this.heard(mail)
    this.done.clicks++
    await this.page.goto(link)
  }

  /** Reads what the page says by now. */
  async look(): Promise<void> {
    this.heard(
      await this.page.evaluate<string>(`(() => {
        const lists = [...document.querySelectorAll('main select')]
        for (const list of lists) list.hidden = true
        const text = document.querySelector('main').innerText
        for (const list of lists) list.hidden = false
        return text
      })()`),
    )
  }

  /** Lines that were read before are known. */
  private heard(text: string): void {
    for (const line of text.split('\n').map((each) => each.trim())) {
      if (this.read.has(line)) continue
      this.read.add(line)
      this.done.words += line.split(/\s+/).filter((word) => /\p{L}|\p{N}/u.test(word)).length
    }
  }
}
