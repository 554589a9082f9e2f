import * as z from 'zod/mini'

/**
 * What programs may send, as JSON Schema 2020-12. Zod's code for it is 21 kB that pages need none of: import this file
 * as `#late/json-schema`.
 */
export const inputSchemaOf = (schema: z.core.$ZodType): Readonly<Record<string, unknown>> =>
  z.toJSONSchema(schema, { io: 'input' })
