import { countryLabel, isCountryCode } from '../places/countries.ts'
import { inert, longestName } from './inert.ts'
import { needed, tokenDays } from './token.ts'
import { paragraphs, type Writing, type Written } from './writing.ts'

/** The longest words of those who decide, in characters. */
const longestWords = 2000

/** To those behind an entry: somebody else answered for its authority, and they may decide. */
export const claimReceived = ({ t, to, facts, site }: Writing<'claim-received'>): Written => {
  const authority = inert(facts.authority, longestName)
  return {
    subject: t('mails.claim.subject', { authority }),
    title: t('mails.claim.title', { authority }),
    preview: t('mails.claim.preview'),
    blocks: [
      { kind: 'text', text: t('mails.claim.lead', { authority, site: site.name }) },
      { kind: 'text', text: t('mails.claim.unchanged') },
      {
        kind: 'button',
        label: t('mails.claim.button'),
        href: to(`/my/entries/${encodeURIComponent(facts.entryId)}/claims`),
      },
      { kind: 'text', text: t('mails.claim.reply') },
    ],
    why: [],
  }
}

/** To the claimant: what became of their answers. */
export const claimDecided = ({ t, to, facts, site }: Writing<'claim-decided'>): Written => {
  const authority = inert(facts.authority, longestName)
  const { outcome, words } = facts
  return {
    subject: t(`mails.claim-${outcome}.subject`, { authority }),
    title: t(`mails.claim-${outcome}.title`),
    preview: t(`mails.claim-${outcome}.preview`, { authority }),
    blocks: [
      { kind: 'text', text: t(`mails.claim-${outcome}.lead`, { authority, site: site.name }) },
      ...(words.trim() === '' ? [] : [{ kind: 'text' as const, text: t('mails.claim-refused.words') }]),
      // A respondent may have written them: no mail client is to find a link of theirs in our mail.
      ...paragraphs(words).map((block) => ({ ...block, text: inert(block.text, longestWords) })),
      ...(outcome === 'accepted'
        ? [
            {
              kind: 'button' as const,
              label: t('mails.claim-accepted.button'),
              href: to('/my/sign-in-links'),
            },
          ]
        : []),
      { kind: 'text', text: t(`mails.claim-${outcome}.next`) },
    ],
    why: [],
  }
}

/** To somebody whom those behind an entry ask to be its second contact. */
export const contactInvited = ({ t, to, facts, site, token }: Writing<'contact-invited'>): Written => {
  const authority = inert(facts.authority, longestName)
  return {
    subject: t('mails.invited.subject', { authority }),
    title: t('mails.invited.title'),
    preview: t('mails.invited.preview', { authority }),
    blocks: [
      { kind: 'text', text: t('mails.invited.lead', { authority, site: site.name }) },
      { kind: 'text', text: t('mails.invited.means') },
      { kind: 'button', label: t('mails.invited.button'), href: to(`/my/invitations/${needed(token)}`) },
      { kind: 'text', text: t('mails.invited.otherwise', { days: tokenDays.join }) },
    ],
    why: [],
  }
}

/** To those behind an entry: who stands behind it changed, or did not. */
export const peopleChanged = ({ t, to, facts, site }: Writing<'people-changed'>): Written => {
  const authority = inert(facts.authority, longestName)
  const { change } = facts
  return {
    subject: t(`mails.people-${change}.subject`, { authority }),
    title: t(`mails.people-${change}.subject`, { authority }),
    preview: t(`mails.people-${change}.lead`, { authority, site: site.name }),
    blocks: [
      { kind: 'text', text: t(`mails.people-${change}.lead`, { authority, site: site.name }) },
      ...(change === 'left' || change === 'removed'
        ? []
        : [{ kind: 'button' as const, label: t('mails.people.button'), href: to('/my') }]),
      { kind: 'text', text: t(`mails.people-${change}.next`) },
    ],
    why: [],
  }
}

/** To somebody for whom an entry was answered: what happened, and how to object. */
export const actedFor = ({ t, to, facts, site, token }: Writing<'acted-for'>): Written => {
  const authority = inert(facts.authority, longestName)
  return {
    subject: t('mails.acted.subject', { authority }),
    title: t('mails.acted.title'),
    preview: t('mails.acted.preview', { authority }),
    blocks: [
      { kind: 'text', text: t('mails.acted.lead', { authority, site: site.name }) },
      { kind: 'text', text: t('mails.acted.right') },
      {
        kind: 'button',
        label: t('mails.acted.button'),
        href: to(`/survey/objections/${needed(token)}`),
      },
      { kind: 'text', text: t('mails.acted.object', { days: tokenDays.object }) },
    ],
    why: [{ text: t('mails.acted.why') }],
  }
}

/** To those behind an entry: somebody in whose name it was answered objected. */
export const actingObjected = ({ t, to, facts, site }: Writing<'acting-objected'>): Written => {
  const authority = inert(facts.authority, longestName)
  return {
    subject: t('mails.objected.subject', { authority }),
    title: t('mails.objected.title'),
    preview: t('mails.objected.preview', { authority }),
    blocks: [
      { kind: 'text', text: t('mails.objected.lead', { authority, site: site.name }) },
      { kind: 'text', text: t('mails.objected.next') },
      { kind: 'button', label: t('mails.people.button'), href: to('/my') },
    ],
    why: [],
  }
}

/** To a contact point of the stage: something about an entry is theirs to look at. */
export const deskTold = ({ t, to, facts, site }: Writing<'desk-told'>): Written => {
  const { what, country } = facts
  const said = {
    authority: inert(facts.authority, longestName),
    country: isCountryCode(country) ? countryLabel(country, t.language) : country,
    site: site.name,
  }
  const at = `/secretariat/entries/${encodeURIComponent(facts.entryId)}`
  return {
    subject: t(`mails.desk-${what}.subject`, said),
    title: t(`mails.desk-${what}.subject`, said),
    preview: t(`mails.desk-${what}.lead`, said),
    blocks: [
      { kind: 'text', text: t(`mails.desk-${what}.lead`, said) },
      { kind: 'button', label: t('mails.desk.button'), href: to(what === 'claim' ? `${at}/claims` : at) },
    ],
    why: [{ text: t('mails.desk.why') }],
  }
}
