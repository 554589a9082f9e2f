/** The version of the privacy notice that is in force, with its first day. */
export const privacyInForce = { version: '1', since: '2026-11-25' } as const

/** Every version that was ever shown: who agreed to one must find it for good. */
export const privacyVersions: readonly { readonly version: string; readonly since: string }[] = [
  privacyInForce,
]

/** Where the notice in force is read. */
export const privacyPath = `/privacy/${privacyInForce.version}`
