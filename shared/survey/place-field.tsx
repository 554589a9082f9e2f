import { ChoiceGroup, type FormState } from '../pages/form-fields.tsx'
import { isCountryCode } from '../places/countries.ts'
import { placesNamed } from '../places/find-places.ts'
import { knownPlaces, placeOfCode } from '../places/known-places.ts'
import { placeCode } from '../places/place-view.ts'

/** The most places that somebody chooses from. */
const mostPlaces = 6

/** The places that the authority in a form may mean, by its name and country; none before both are stated. */
const placesIn = ({ values }: Pick<FormState, 'values'>) => {
  const { 'authority.name': name, 'authority.country': country, 'authority.place': chosen } = values
  const named =
    typeof name === 'string' && typeof country === 'string' && isCountryCode(country)
      ? placesNamed(knownPlaces(), name, { country, limit: mostPlaces })
      : []
  const before = typeof chosen === 'string' ? placeOfCode(chosen) : undefined
  return before && !named.includes(before) ? [before, ...named] : named
}

/**
 * Which known place the authority is: a list to choose from, with 'none of these', since two towns may have one name.
 * Where no place is known by the name there is nothing to choose, unless a script finds some while somebody types.
 *
 * @param live whether a script may fill the list (`shared/pages/scripts/survey.js`)
 */
export const PlaceField = ({ form, live = false }: { form: FormState; live?: boolean }) => {
  const { t } = form
  const count = new Intl.NumberFormat(t.locale)
  const places = placesIn(form)
  const labels = { legend: t('survey.form.place'), none: t('survey.form.place.none') }
  const list = places.length > 0 && (
    <ChoiceGroup
      form={form}
      name="authority.place"
      label={labels.legend}
      hint={t('survey.form.place.hint')}
      choices={[
        ...places.map((place) => ({
          value: placeCode(place),
          label:
            place.population === undefined
              ? place.name
              : t('survey.form.place.inhabitants', {
                  place: place.name,
                  count: count.format(place.population),
                }),
        })),
        { value: '', label: labels.none },
      ]}
      optional
    />
  )
  return live ? (
    <div
      data-places="/places"
      data-legend={labels.legend}
      data-hint={t('survey.form.place.hint')}
      data-none={labels.none}
      aria-live="polite"
    >
      {list}
    </div>
  ) : (
    list || null
  )
}
