import type {
  DeskMatchmakingParts,
  DeskParts,
  DeskSuggestionsParts,
} from '../../functions/secretariat/desk-parts.ts'
import { peersReader } from '../../shared/matchmaking/peers-index.ts'
import { randomToken } from '../../shared/notices/token.ts'
import type { DeskChoice } from '../../shared/secretariat/desk-user.ts'
import type { Identity } from '../../shared/secretariat/identity-provider.ts'
import { addressHash } from '../../shared/survey/address-hash.ts'
import { actingReads } from '../../shared/table/acting-table.ts'
import { deskCalls } from '../../shared/table/call-table.ts'
import { claimTable } from '../../shared/table/claim-table.ts'
import type { Tables } from '../../shared/table/client.ts'
import { deskTable } from '../../shared/table/desk-table.ts'
import { deskIntroductions } from '../../shared/table/introduction-table.ts'
import { registerReader } from '../../shared/table/register-index-table.ts'
import { roundTable } from '../../shared/table/round-table.ts'
import { someContactPoints } from './programmes.ts'
import { aSite } from './requests.ts'
import { aSessionIn } from './sessions.ts'
import { putItem } from './table-items.ts'

const addressKey = 'test key'
let ids = 0

/** The id of the desk user with an address. */
export const deskUserId = (address: string): string => addressHash(addressKey, address)

type AllDeskParts = DeskParts & DeskMatchmakingParts & DeskSuggestionsParts

/** The desk's parts on real tables, with an issuer that vouches for whoever the test says. */
export const deskPartsOn = (
  tables: Tables,
  stated: Partial<AllDeskParts> & { readonly identity?: Partial<Identity> } = {},
): AllDeskParts => {
  const { identity, ...rest } = stated
  return {
    site: aSite,
    store: { ...deskTable(tables), ...deskIntroductions(tables) },
    rounds: roundTable(tables),
    calls: deskCalls(tables),
    peers: peersReader(registerReader(tables)),
    contactPoints: someContactPoints,
    claims: claimTable(tables),
    acting: actingReads(tables),
    addressKey: async () => addressKey,
    issuer: {
      begin: async () => ({ address: 'https://issuer.example.org/?state=s', kept: 's.n.v' }),
      finish: async () => ({
        issuer: 'https://issuer.example.org',
        subject: 'subject-1',
        email: 'administrator@example.org',
        emailVerified: true,
        ...identity,
      }),
    },
    firstAdministrator: 'administrator@example.org',
    now: () => '2026-11-23T10:00:00.000Z',
    pause: async () => {},
    newId: () => `id-${++ids}`,
    newToken: randomToken,
    ...rest,
  }
}

/** Somebody at the desk with a role, signed in: their id, and the headers that their browser sends. */
export const atDeskAs = async (tables: Tables, role: DeskChoice, address = `${role}@example.org`) => {
  const userId = deskUserId(address)
  const user = { userId, address, role, changedAt: '2026-11-20T09:00:00.000Z' }
  await putItem(tables, 'deskUser', user, user)
  const { headers } = await aSessionIn(tables, 'desk', userId)
  return { userId, headers }
}
