import { describe, expect, test } from 'vitest'
import { fallbackLanguage } from '../../../shared/messages/languages.ts'
import { catalogueNames, catalogueOf, namesIn, notesOf, partsOf } from '../../support/catalogues.ts'

/** Whether a note is about a key: its own, or one on all that begin alike (`survey.role.*`, `mails.digest.direction-*`). */
const isAbout = (note: string, key: string): boolean =>
  note.endsWith('*') ? key.startsWith(note.slice(0, -1)) : note === key

const placeholdersIn = (text: string): readonly string[] =>
  [...partsOf(text, fallbackLanguage).all].map((name) => `{${name}}`)

describe('notes for translators', () => {
  test('are there for every feature', () => {
    expect(catalogueNames.length).toBeGreaterThan(5)
    expect(namesIn('notes')).toEqual(catalogueNames)
    for (const name of catalogueNames) expect(notesOf(name)[`${name}.*`], name).toMatch(/^.{60,}\.$/s)
  })

  test('are each about a text that there is', () => {
    const idle = catalogueNames.flatMap((name) => {
      const texts = Object.entries(catalogueOf(fallbackLanguage, name))
      return Object.keys(notesOf(name)).filter((note) =>
        note.startsWith('{')
          ? !texts.some(([, text]) => placeholdersIn(text).includes(note))
          : !texts.some(([key]) => isAbout(note, key)),
      )
    })
    expect(idle).toEqual([])
  })

  test('say of every placeholder what it stands for', () => {
    const unexplained = catalogueNames.flatMap((name) => {
      const notes = notesOf(name)
      return Object.entries(catalogueOf(fallbackLanguage, name)).flatMap(([key, text]) =>
        placeholdersIn(text)
          .filter((placeholder) => notes[placeholder] === undefined && !notes[key]?.includes(placeholder))
          .map((placeholder) => `shared/messages/notes/${name}.json: say what ${placeholder} is (${key})`),
      )
    })
    expect(unexplained).toEqual([])
  })
})
