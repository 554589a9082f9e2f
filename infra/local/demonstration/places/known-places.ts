import { balkanPlaces } from './balkan-places.ts'
import { easternMemberPlaces } from './eastern-member-places.ts'
import { easternPlaces } from './eastern-places.ts'
import type { Place } from './place.ts'
import { southernMemberPlaces } from './southern-member-places.ts'
import { southernPlaces } from './southern-places.ts'
import { westernPlaces } from './western-places.ts'

/** The authorities whose own names are known here, each once. */
export const knownPlaces: readonly Place[] = [
  ...southernPlaces,
  ...easternPlaces,
  ...balkanPlaces,
  ...easternMemberPlaces,
  ...southernMemberPlaces,
  ...westernPlaces,
]
