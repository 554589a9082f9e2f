import * as z from 'zod/mini'
import type { ContactPoints } from '../programmes/contact-points.ts'
import { contactAreas } from '../programmes/rule-words.ts'
import { readEnvironment } from './environment.ts'

const points = z.array(z.object({ function: z.string(), mail: z.string(), phone: z.optional(z.string()) }))
const contactPoints = z.object({
  byArea: z.partialRecord(z.enum(contactAreas), points),
  fallback: points,
})

/** The stage's contact points from `CONTACT_POINTS`, which is JSON. */
export const contactPointsFromEnvironment = (): ContactPoints =>
  contactPoints.parse(JSON.parse(readEnvironment(z.object({ CONTACT_POINTS: z.string() })).CONTACT_POINTS))
