import { describe, expect, it } from 'vitest'
import { suggestThemes } from '../../../shared/themes/suggest-themes.ts'
import { labelOf, wordLanguages } from '../../../shared/themes/theme-words.ts'
import { type ThemeId, themeIds } from '../../../shared/themes/themes.ts'

describe('a sentence suggests a theme', () => {
  it.each<readonly [Parameters<typeof suggestThemes>[1], string, ThemeId]>([
    ['en', 'We want to learn how to sort household waste', 'waste-management'],
    ['en', 'Our water pipes leak and a third of the drinking water is lost', 'water-supply'],
    ['en', 'How do other towns clear mines and rebuild?', 'reconstruction-demining'],
    ['en', 'We can show how we plant date palms with drip irrigation', 'arid-agriculture'],
    ['en', 'Cycling lanes and a tram line for a town of 80,000 people', 'mobility'],
    ['fr', 'Nous cherchons des conseils pour le tri des déchets', 'waste-management'],
    ['fr', 'Nous voulons mieux accueillir les réfugiés', 'migration-displacement'],
    ['fr', 'Comment chauffer nos écoles avec moins d’énergie ? Rénovation énergétique', 'energy-efficiency'],
    ['uk', 'нам потрібен досвід роздільного збору сміття', 'waste-management'],
    ['uk', 'Хочемо відремонтувати водогін і зменшити втрати води', 'water-supply'],
    ['uk', 'Шукаємо партнерів для відбудови та розмінування', 'reconstruction-demining'],
    ['uk', 'Як залучити молодіжну раду до рішень', 'youth'],
    ['ar', 'نريد أن نتعلم فرز النفايات المنزلية', 'waste-management'],
    ['ar', 'نبحث عن تجربة في الري بالتنقيط لأشجار النخيل', 'arid-agriculture'],
    ['ar', 'كيف ندير المراكز الصحية في بلديتنا؟', 'primary-health-care'],
    ['de', 'Wir möchten lernen, wie man Hausmüll trennt', 'waste-management'],
    ['de', 'Wir suchen Hilfe beim Bau von Radwegen', 'mobility'],
    ['de', 'Wie beteiligt man Bürger am Haushalt? Bürgerhaushalt', 'citizen-involvement'],
    ['pl', 'Chcemy wprowadzić segregację śmieci', 'waste-management'],
    ['ro', 'Dorim să învățăm despre colectarea selectivă a deșeurilor', 'waste-management'],
  ])('in %s: %s', (language, sentence, theme) => {
    expect(suggestThemes(sentence, language)[0]).toBe(theme)
  })

  it('also when it is written in another language than the page', () => {
    expect(suggestThemes('Wie trennt man Hausmüll?', 'en')[0]).toBe('waste-management')
    expect(suggestThemes('Розмінування полів', 'en')[0]).toBe('reconstruction-demining')
  })

  it.each(wordLanguages)('by each theme’s own label in %s', (language) => {
    for (const id of themeIds) expect(suggestThemes(labelOf(id, language), language), id).toContain(id)
  })

  it('but nothing from words that say nothing', () => {
    for (const empty of ['', '   ', '…', 'We need help', 'Dear friends', '12345', 'Привіт', '!!!'])
      expect(suggestThemes(empty, 'en'), empty).toEqual([])
  })

  it('at most three, none twice, the same each time, whatever is typed', () => {
    const long = themeIds.map((id) => labelOf(id, 'en')).join(' ')
    const suggested = suggestThemes(long, 'en')
    expect(suggested.length).toBeLessThanOrEqual(3)
    expect(new Set(suggested).size).toBe(suggested.length)
    expect(suggestThemes(long, 'en')).toEqual(suggested)
  })

  it('in no other order when the words come in another', () => {
    const words = ['household', 'waste', 'and', 'drinking', 'water']
    expect(suggestThemes(words.toReversed().join(' '), 'en')).toEqual(suggestThemes(words.join(' '), 'en'))
  })
})
