import { corRegister } from './cor-register.ts'
import { nicosia } from './nicosia.ts'
import type { Programme } from './programme.ts'
import type { ProgrammeId } from './programmes.ts'

const byId: Readonly<Record<ProgrammeId, Programme>> = { 'cor-register': corRegister, nicosia }

/** Every programme whose rules are shipped, in the order in which they are listed. */
export const allProgrammes: readonly Programme[] = Object.values(byId)

export const programmeOf = (id: ProgrammeId): Programme => byId[id]
