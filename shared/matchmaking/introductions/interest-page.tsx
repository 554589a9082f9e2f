import type { Messages } from '../../messages/messages.ts'
import {
  type Choice,
  ChoiceGroup,
  FailureSummary,
  type FormState,
  LongTextField,
  SelectField,
} from '../../pages/form-fields.tsx'
import { type PageContext, renderPage } from '../../pages/page.tsx'
import type { Entry } from '../../register/entry.ts'
import { withWayBack } from '../../sessions/way-back.ts'
import { labelOf } from '../../themes/theme-words.ts'
import { type About, aboutName, entryOfItem } from './introduction.ts'
import { longestHope, type nextForInterest } from './introductions-operations.ts'

/** Where somebody stands who would like to talk to an authority. */
export type InterestView = {
  readonly peer: Entry
  readonly next: (typeof nextForInterest)[number]
  /** Own entries from which one can ask. */
  readonly own: readonly Entry[]
  /** What each of them and the peer could talk about, best first. */
  readonly pairs: readonly About[]
  /** The address that the peer gets once both are introduced. */
  readonly address?: string
}

/** A pair as a sentence: who asks for what, and who offers it. */
const pairSentence = (t: Messages, { request, offer }: About, entries: readonly Entry[]): string => {
  const item = (id: string) => entries.flatMap(({ items }) => items).find(({ itemId }) => itemId === id)
  const name = (id: string) =>
    entries.find(({ entryId }) => entryId === entryOfItem(id))?.authority.name ?? ''
  const theme = (id: string) => {
    const found = item(id)
    return found ? labelOf(found.theme, t.language) : ''
  }
  const sides = { asks: name(request), offers: name(offer), request: theme(request) }
  return item(request)?.theme === item(offer)?.theme
    ? t('introductions.pair.same', sides)
    : t('introductions.pair', { ...sides, offer: theme(offer) })
}

/** 'We would like to talk': what happens with it, and the form; for who cannot say so yet, what to do first. */
export const interestPage = (
  context: PageContext,
  view: InterestView,
  form: Omit<FormState, 't'> = { values: {}, failures: [] },
): string => {
  const { t, links } = context
  const { peer, next } = view
  const authority = peer.authority.name
  const signInFirst = next === 'sign-in'
  const about = typeof form.values.about === 'string' ? form.values.about : undefined
  return renderPage(context, {
    title: t('introductions.interest.title', { authority }),
    failed: form.failures.length > 0,
    main: (
      <>
        <h1>{t('introductions.interest.title', { authority })}</h1>
        <FailureSummary
          form={{ t, ...form }}
          labels={(name) =>
            ['from', 'about', 'hope'].includes(name) ? t(`introductions.interest.${name}`) : undefined
          }
        />
        <p class="lead">{t(`introductions.interest.${next}`, { authority })}</p>
        {next === 'ask' && <InterestForm context={context} view={view} form={{ t, ...form }} />}
        <p class="actions">
          {next === 'sign-in' && (
            <a
              class="button"
              href={links.to(
                '/my/sign-in-links',
                withWayBack('respondent', {
                  path: `/register/${peer.entryId}/interest`,
                  query: { about: about ? [about] : [] },
                }),
              )}
            >
              {t('pages.sign-in')}
            </a>
          )}
          {(next === 'sign-in' || next === 'answer-survey') && (
            <a class={signInFirst ? undefined : 'button'} href={links.to('/survey')}>
              {t('pages.answer-survey')}
            </a>
          )}
          {(next === 'wait-for-review' || next === 'own-entry') && (
            <a class="button" href={links.to('/my')}>
              {t('pages.my-entry')}
            </a>
          )}
          {next === 'asked' && (
            <a class="button" href={links.to('/my/introductions')}>
              {t('introductions.mine.title')}
            </a>
          )}
          <a href={links.to(`/register/${encodeURIComponent(peer.entryId)}`)}>
            {t('introductions.interest.back', { authority })}
          </a>
        </p>
        {(next === 'sign-in' || next === 'answer-survey') && (
          <p class="hint">{t('introductions.interest.come-back')}</p>
        )}
      </>
    ),
  })
}

const InterestForm = ({
  context,
  view: { peer, own, pairs, address },
  form,
}: {
  context: PageContext
  view: InterestView
  form: FormState
}) => {
  const { t, links } = context
  const choices: Choice[] = [
    ...pairs.map((pair) => ({ value: aboutName(pair), label: pairSentence(t, pair, [...own, peer]) })),
    { value: 'other', label: t('introductions.interest.other') },
  ]
  const [only] = own
  return (
    <form
      method="post"
      action={links.to(`/register/${encodeURIComponent(peer.entryId)}/interest`)}
      noValidate
    >
      {own.length > 1 ? (
        <SelectField
          form={form}
          name="from"
          label={t('introductions.interest.from')}
          empty={t('introductions.interest.choose')}
          choices={own.map(({ entryId, authority }) => ({ value: entryId, label: authority.name }))}
        />
      ) : (
        only && <input type="hidden" name="from" value={only.entryId} />
      )}
      {pairs.length > 0 && (
        <ChoiceGroup
          form={form}
          name="about"
          label={t('introductions.interest.about')}
          choices={choices}
          optional
        />
      )}
      <LongTextField
        form={form}
        name="hope"
        label={t('introductions.interest.hope')}
        hint={t('introductions.interest.hope.hint')}
        rows={3}
        maxLength={longestHope}
        optional
      />
      <p>{t('introductions.interest.private')}</p>
      {address !== undefined && (
        <p>{t('introductions.interest.address', { authority: peer.authority.name, address })}</p>
      )}
      <p class="actions">
        <button type="submit">{t('introductions.interest.send')}</button>
      </p>
    </form>
  )
}
