import * as z from 'zod/mini'
import { looks } from '../pages/looks.ts'
import { dataProtectionLaws, type SiteSettings } from '../pages/site-settings.ts'

/**
 * The variables a function needs, checked once at its cold start. The only place that reads the environment.
 *
 * @throws Error that names every variable that is missing or wrong
 */
export const readEnvironment = <S extends z.core.$ZodType>(schema: S): z.output<S> => {
  const result = z.safeParse(schema, process.env)
  if (result.success) return result.data
  const wrong = result.error.issues.map((issue) => `${issue.path.join('.')} (${issue.message})`)
  throw new Error(`environment: ${wrong.join(', ')}`)
}

const text = z.string().check(z.minLength(1))

/** What every function that shows pages or makes links is given. */
const siteVariables = z.object({
  STAGE: text,
  SITE_URL: z.url(),
  SITE_NAME: text,
  CONTACT_ADDRESS: text,
  /** `yes` where the site must say that it is a demonstration and no official service. */
  DEMONSTRATION: z.enum(['yes', 'no']),
  LOOK: z.enum(looks),
  LOGO_PATH: z.optional(text),
  LOGO_RATIO: z.optional(z.coerce.number().check(z.positive())),
  CONTROLLER: text,
  DATA_PROTECTION_LAW: z.enum(dataProtectionLaws),
  DATA_PROTECTION_OFFICER: text,
  EXPIRED_ENTRY_DAYS: z.coerce.number().check(z.int(), z.minimum(1)),
})

/** The site's settings from the variables above. */
export const siteFromEnvironment = (): SiteSettings => {
  const env = readEnvironment(siteVariables)
  return {
    siteUrl: env.SITE_URL.replace(/\/$/, ''),
    name: env.SITE_NAME,
    contactAddress: env.CONTACT_ADDRESS,
    demonstration: env.DEMONSTRATION === 'yes',
    look: env.LOOK,
    ...(env.LOGO_PATH !== undefined &&
      env.LOGO_RATIO !== undefined && { logo: { path: env.LOGO_PATH, ratio: env.LOGO_RATIO } }),
    legal: {
      controller: env.CONTROLLER,
      law: env.DATA_PROTECTION_LAW,
      officerAddress: env.DATA_PROTECTION_OFFICER,
      expiredEntryDays: env.EXPIRED_ENTRY_DAYS,
    },
  }
}
