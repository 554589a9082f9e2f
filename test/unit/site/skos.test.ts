import { beforeAll, describe, expect, it } from 'vitest'
import { showVocabulary } from '../../../functions/site/show-vocabulary.ts'
import { wordLanguages } from '../../../shared/themes/theme-words.ts'
import { headingIds, themeIds } from '../../../shared/themes/themes.ts'
import { aRequest, aSite } from '../../support/requests.ts'
import { type Statement, statementsOf } from '../../support/skos.ts'

const skos = (name: string) => `http://www.w3.org/2004/02/skos/core#${name}`

let document: { readonly '@graph': readonly object[] } = { '@graph': [] }
let statements: readonly Statement[] = []
beforeAll(async () => {
  const accept = 'application/ld+json, application/json;q=0.5'
  const answer = await showVocabulary({ site: aSite })(aRequest({ headers: { accept } }))
  expect(answer.headers).toMatchObject({ 'content-type': 'application/ld+json' })
  document = JSON.parse(answer.body ?? '')
  statements = await statementsOf(document)
})

const of = (name: string) => statements.filter(({ property }) => property === skos(name))
const pairsOf = (name: string) => of(name).map(({ subject, value }) => [subject, value] as const)
const subjectsOfType = (name: string) =>
  statements.filter(({ property, value }) => property === 'a' && value === skos(name)).map((s) => s.subject)
const turned = (pairs: readonly (readonly [string, string])[]) => pairs.map(([a, b]) => `${b} ${a}`).sort()
const straight = (pairs: readonly (readonly [string, string])[]) => pairs.map(([a, b]) => `${a} ${b}`).sort()

/** The integrity conditions and definitions of https://www.w3.org/TR/skos-reference/, by their numbers there. */
describe('the vocabulary as SKOS', () => {
  it('says something of every theme and heading, each a concept of the one scheme (S4)', () => {
    const [scheme, ...others] = subjectsOfType('ConceptScheme')
    expect(others).toEqual([])
    const concepts = subjectsOfType('Concept')
    expect(concepts.toSorted()).toEqual(
      [...headingIds, ...themeIds].map((id) => `${scheme}#${id}`).toSorted(),
    )
    expect(straight(pairsOf('inScheme'))).toEqual(concepts.map((concept) => `${concept} ${scheme}`).sort())
  })

  it('loses nothing in a JSON-LD processor: what one would drop is found', async () => {
    const scheme = subjectsOfType('ConceptScheme')[0] ?? ''
    for (const flaw of [
      { '@id': `${scheme}#x`, shelfMark: 'x' },
      { '@id': 'no address', '@type': 'skos:Concept' },
      { '@id': `${scheme}#x`, prefLabel: { 'no_language!': 'x' } },
    ])
      await expect(
        statementsOf({ ...document, '@graph': [...document['@graph'], flaw] }),
        JSON.stringify(flaw),
      ).rejects.toThrow()
  })

  it('uses no property that SKOS lacks', () => {
    const known = [
      ...['prefLabel', 'altLabel', 'scopeNote', 'broader', 'narrower', 'related', 'closeMatch'],
      ...['relatedMatch', 'inScheme', 'topConceptOf', 'hasTopConcept'],
    ].map(skos)
    const used = new Set(statements.map(({ property }) => property))
    used.delete('a')
    expect([...used].sort()).toEqual(known.sort())
  })

  it('takes no scheme for a concept (S9)', () => {
    const concepts = new Set(subjectsOfType('Concept'))
    expect(subjectsOfType('ConceptScheme').filter((scheme) => concepts.has(scheme))).toEqual([])
  })

  it('gives each concept one preferred label a language (S14), in every language', () => {
    const labels = of('prefLabel').map(({ subject, language }) => `${subject} ${language}`)
    expect(new Set(labels).size).toBe(labels.length)
    expect(labels).toHaveLength(subjectsOfType('Concept').length * wordLanguages.length)
  })

  it('gives no concept a preferred label as an alternative, too (S13), in any spelling of it', () => {
    const key = ({ subject, language, value }: Statement) =>
      `${subject} ${language} ${value.toLocaleLowerCase(language)}`
    const preferred = new Set(of('prefLabel').map(key))
    const alternatives = of('altLabel').map(key)
    expect(alternatives.length).toBeGreaterThan(2000)
    expect(alternatives.filter((each) => preferred.has(each))).toEqual([])
    expect(new Set(alternatives).size).toBe(alternatives.length)
  })

  it('names languages by well-formed tags (BCP 47)', () => {
    for (const language of new Set(statements.flatMap((each) => each.language ?? []))) {
      expect(language).toMatch(/^[a-z]{2,3}(-[a-z]{4})?$/)
      expect(Intl.getCanonicalLocales(language)).toHaveLength(1)
    }
  })

  it('says broader and narrower (S25), and top concepts (S8), from both sides', () => {
    expect(straight(pairsOf('broader'))).toEqual(turned(pairsOf('narrower')))
    expect(straight(pairsOf('hasTopConcept'))).toEqual(turned(pairsOf('topConceptOf')))
    expect(pairsOf('broader')).toHaveLength(themeIds.length)
    expect(pairsOf('hasTopConcept')).toHaveLength(headingIds.length)
  })

  it('relates concepts from both sides (S23), and none with what is above or below it (S27)', () => {
    const related = pairsOf('related')
    expect(straight(related)).toEqual(turned(related))
    const above = new Map<string, string[]>()
    for (const [concept, broader] of pairsOf('broader'))
      above.set(concept, [...(above.get(concept) ?? []), broader])
    const allAbove = (concept: string): string[] =>
      (above.get(concept) ?? []).flatMap((broader) => [broader, ...allAbove(broader)])
    for (const [one, other] of related) {
      expect(other).not.toBe(one)
      expect(allAbove(one)).not.toContain(other)
      expect(allAbove(other)).not.toContain(one)
    }
  })

  it('points at concepts that are there, and matches only those of other schemes', () => {
    const concepts = new Set(subjectsOfType('Concept'))
    for (const name of ['broader', 'narrower', 'related'])
      for (const [, other] of pairsOf(name)) expect(concepts).toContain(other)
    for (const [, other] of pairsOf('closeMatch'))
      expect(other).toMatch(/^http:\/\/eurovoc\.europa\.eu\/(\d+|c_[0-9a-f]{8})$/)
    for (const [, other] of pairsOf('relatedMatch'))
      expect(other).toMatch(/^http:\/\/metadata\.un\.org\/sdg\/([1-9]|1[0-7])$/)
    expect(new Set(pairsOf('closeMatch').map(([concept]) => concept)).size).toBe(themeIds.length)
  })
})
