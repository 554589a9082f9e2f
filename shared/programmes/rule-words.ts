/** The words in which programmes state their rules: values of the schema and parts of message keys. */

/** Who asks whether to take part, `programmes.kind.<kind>`. */
export const applicantKinds = [
  'authority',
  'elected-member',
  'national-administration',
  'mandated-body',
  'private',
] as const
export type ApplicantKind = (typeof applicantKinds)[number]

/** `nominates`: takes part by naming an official. */
export const kindStates = ['eligible', 'nominates', 'not-eligible', 'to-check'] as const
export type KindState = (typeof kindStates)[number]

/** What a place is in a programme, with a source: `to-check` is what nobody has verified. */
export const placeStates = ['eligible', 'suspended', 'to-check', 'not-eligible'] as const
export type PlaceState = (typeof placeStates)[number]

/** What the contact points are in charge of (DESIGN 4), `programmes.area.<area>`. */
export const contactAreas = [
  'southern-neighbourhood',
  'nicosia-initiative',
  'eastern-partnership',
  'taiex-western-balkans',
  'development',
] as const
export type ContactArea = (typeof contactAreas)[number]

/** What kind of answer a programme's own question takes. */
export const questionKinds = ['yes-no', 'acquis-chapters', 'text'] as const
