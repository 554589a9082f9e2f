import { readFileSync } from 'node:fs'

/** What one place is called: in its own script, formerly, by its neighbours. */
export type OtherNames = {
  /** All usual names, the one that counts first. */
  readonly names: readonly string[]
  /** How a name is inflected in the names of authorities: 'Київська', 'Αθηναίων'. */
  readonly inflected: readonly string[]
}

/** A line of `named/other-names.tsv`, as `npm run places` writes it. */
export const lineOfNames = ({ names, inflected }: OtherNames): string =>
  [names.join('|'), inflected.join('|')].join('\t')

/** The places that have several names, read from disk (`infra/places/other-names.txt` is where they are kept). */
export const placesWithOtherNames = (): readonly OtherNames[] =>
  readFileSync(new URL('./named/other-names.tsv', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [names = '', inflected = ''] = line.split('\t')
      return { names: names.split('|'), inflected: inflected === '' ? [] : inflected.split('|') }
    })
