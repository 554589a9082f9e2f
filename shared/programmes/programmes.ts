/** The ids of the programmes whose rules are shipped, one file each beside this one. */
export const programmeIds = ['cor-register', 'nicosia'] as const
export type ProgrammeId = (typeof programmeIds)[number]

export const isProgrammeId = (value: unknown): value is ProgrammeId =>
  (programmeIds as readonly unknown[]).includes(value)
