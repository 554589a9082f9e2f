import { describe, expect, it } from 'vitest'
import { findPeers } from '../../../functions/matchmaking/find-peers.ts'
import { showShortlist } from '../../../functions/matchmaking/show-shortlist.ts'
import { decodeForm } from '../../../shared/http/decode-form.ts'
import type { HttpRequest } from '../../../shared/http/request.ts'
import { matchmakingOperations } from '../../../shared/matchmaking/matchmaking-operations.ts'
import { peersOf } from '../../../shared/matchmaking/peers-index.ts'
import type { Entry } from '../../../shared/register/entry.ts'
import { anEntry, anItem } from '../../support/builders.ts'
import { kranj, ohrid } from '../../support/matchmaking.ts'
import { theProgrammes } from '../../support/programmes.ts'
import { registerOf } from '../../support/register-entries.ts'
import { aRequest, aSite } from '../../support/requests.ts'

const offering = (entryId: string, stated: Partial<Entry> = {}): Entry =>
  anEntry({ entryId, items: [anItem({ entryId })], ...stated })
const [maribor, koper] = [offering('maribor'), offering('koper')]
const hidden = anEntry({
  entryId: 'hidden',
  items: [anItem({ entryId: 'hidden', visibility: 'secretariat' })],
})

const over = (...entries: readonly Entry[]) => {
  const parts = {
    site: aSite,
    peers: { open: async () => peersOf(registerOf(...entries)) },
    programmes: theProgrammes(),
    spentIn: async () => new Map<string, number>(),
    now: () => '2026-11-23T12:00:00.000Z',
  }
  const show = async (address: string, stated: Partial<HttpRequest> = {}) => {
    const { pathname, searchParams } = new URL(address, aSite.siteUrl)
    const query = Object.fromEntries(
      [...searchParams.keys()].map((name) => [name, searchParams.getAll(name)]),
    )
    return showShortlist(parts)(aRequest({ path: pathname, query, ...stated }))
  }
  return {
    show,
    shown: async (address: string) => JSON.parse((await show(address)).body ?? ''),
    find: (form: string) =>
      findPeers(parts)(
        aRequest({ path: '/matchmaking', body: decodeForm(form).body, sentAs: 'form', wants: 'html' }),
      ),
  }
}
const all = over(kranj, maribor, koper, ohrid, hidden)
const peer = (entry: Entry) => `peer=${entry.entryId}.offer.waste-management`
const need = 'request.theme=waste-management&request.description=Sorted+household+waste&request.language=en'
const asked = `/matchmaking/shortlist?${need}`

describe('a shortlist', () => {
  it('shows the chosen peers alone, best first, with the scores that they have among all', async () => {
    const { items, left, gone } = await all.shown(`${asked}&${peer(koper)}&${peer(kranj)}`)
    expect(items.map(({ entryId }: { entryId: string }) => entryId)).toEqual(['kranj', 'koper'])
    expect([left, gone]).toEqual([[], 0])
    const found = await over(kranj).shown(`${asked}&${peer(kranj)}`)
    expect(items[0].reasons).toHaveLength(found.items[0].reasons.length)
    expect(
      matchmakingOperations.showShortlist.answers[200].schema().safeParse({ items, left, gone }).error,
    ).toBeUndefined()
  })

  it('asks for a registered item as well', async () => {
    const { items } = await all.shown(
      `/matchmaking/shortlist?entry=ohrid&item=ohrid.request.waste-management&${peer(kranj)}`,
    )
    expect(items).toMatchObject([{ entryId: 'kranj' }])
    const unknown = all.show(`/matchmaking/shortlist?entry=ohrid&item=nothing&${peer(kranj)}`)
    await expect(unknown).rejects.toThrow('no-such-entry')
  })

  it('says who does not fit any more and why, and counts who is gone, without telling of what is hidden', async () => {
    const { items, left, gone } = await over(kranj, { ...maribor, until: '2026-11-22' }, hidden).shown(
      `${asked}&${peer(kranj)}&${peer(maribor)}&${peer(koper)}&${peer(hidden)}`,
    )
    expect(items).toMatchObject([{ entryId: 'kranj' }])
    expect(left).toMatchObject([
      { entryId: 'maribor', reason: 'window', sentence: '1 offer is outside the dates that count' },
    ])
    expect(gone).toBe(2)
  })

  it('puts exactly two side by side, and keeps any others as a list to narrow down', async () => {
    const two = await all.show(`${asked}&${peer(koper)}&${peer(kranj)}`, { wants: 'html' })
    expect(two.body).toContain('<h1>Two peers side by side</h1>')
    expect(two.body).toContain('<table')
    const three = await all.show(`${asked}&${peer(koper)}&${peer(kranj)}&${peer(maribor)}`, { wants: 'html' })
    expect(three.body).toContain('<h1>Shortlist</h1>')
    expect(three.body?.match(/type="checkbox"[^>]*checked/g)).toHaveLength(3)
  })

  it('is sent by mail with an address that gives each reader their own language', async () => {
    const { body } = await all.show(`${asked}&lang=uk&${peer(kranj)}`, {
      wants: 'html',
      languageInAddress: true,
    })
    const mail = body?.match(/mailto:[^"]+/)?.[0].replaceAll('&amp;', '&') ?? ''
    const sent = new URL(new URL(mail).searchParams.get('body') ?? '')
    expect(sent.searchParams.has('lang')).toBe(false)
    expect(sent.searchParams.getAll('peer')).toEqual(['kranj.offer.waste-management'])
    expect(sent.searchParams.get('request.description')).toBe('Sorted household waste')
  })

  it('is offered below what was found, with the question and the language that it is written in', async () => {
    const { body } = await all.find('request.theme=waste-management&request.description=Waste')
    expect(body).toContain('action="https://register.example.org/matchmaking/shortlist"')
    for (const [name, value] of [
      ['request.theme', 'waste-management'],
      ['request.description', 'Waste'],
      ['request.language', 'en'],
    ])
      expect(body).toContain(`<input type="hidden" name="${name}" value="${value}"/>`)
    expect(body).toContain('value="kranj.offer.waste-management"')
  })

  it('gives the form back to people, with the question as it was, where the address says too little', async () => {
    const none = await all.show(asked, { wants: 'html' })
    expect(none.status).toBe(422)
    expect(none.body).toContain('Sorted household waste')
    await expect(all.show(asked)).rejects.toMatchObject({ fields: [{ pointer: '?peer', code: 'too-few' }] })
    await expect(all.show(`/matchmaking/shortlist?${peer(kranj)}`)).rejects.toMatchObject({
      fields: [{ pointer: '?request', code: 'missing' }],
    })
    await expect(all.show(`${asked}&peer=${'%3Cscript%3E'}`)).rejects.toMatchObject({
      fields: [{ pointer: '?peer.0', code: 'wrong-value' }],
    })
  })
})
