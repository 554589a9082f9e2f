import { bothWant, type Introduction, introductionStates } from './introduction.ts'

/** How the desk sorts introductions: by state, and before all others those that wait for a person to confirm them. */
export const shelves = ['to-confirm', ...introductionStates] as const
export type Shelf = (typeof shelves)[number]

/** Where an introduction lies at the desk. */
export const shelfOf = (introduction: Introduction): Shelf =>
  (introduction.state === 'wanted' || introduction.state === 'proposed') && bothWant(introduction)
    ? 'to-confirm'
    : introduction.state
