import type { FieldFailure } from '../failures.ts'
import { signInMinutes } from '../notices/token.ts'
import { type FormState, TextField } from '../pages/form-fields.tsx'
import { type PageContext, renderPage } from '../pages/page.tsx'
import { wayBackParameter } from '../sessions/way-back.ts'
import type { MyView } from './my-view.ts'

/** The form that asks for a link; `heading` says why one is needed where an old one is no longer valid. */
export const signInPage = (
  context: PageContext,
  given: {
    readonly heading?: string
    readonly detail?: string
    readonly values?: FormState['values']
    readonly failures?: readonly FieldFailure[]
    /** Where one goes on after signing in (`wayBackOf`). */
    readonly wayBack?: string | undefined
  } = {},
): string => {
  const { t, links } = context
  const form: FormState = { t, values: given.values ?? {}, failures: given.failures ?? [] }
  const title = given.heading ?? t('my.sign-in.title')
  return renderPage(context, {
    title,
    failed: form.failures.length > 0,
    main: (
      <>
        <h1>{title}</h1>
        {given.detail && <p class="lead">{given.detail}</p>}
        <p>{t('my.sign-in.lead', { minutes: signInMinutes })}</p>
        <form
          method="post"
          action={links.to('/my/sign-in-links', { [wayBackParameter]: given.wayBack })}
          noValidate
        >
          <TextField
            form={form}
            name="email"
            type="email"
            label={t('my.sign-in.email')}
            hint={t('my.sign-in.email.hint')}
            autocomplete="email"
          />
          <button type="submit">{t('my.sign-in.send')}</button>
        </form>
        <p>
          {t('my.sign-in.no-entry')} <a href={links.to('/survey')}>{t('pages.answer-survey')}</a>
        </p>
      </>
    ),
  })
}

/** The same for known and unknown addresses. */
export const linkAskedPage = (context: PageContext, wayBack?: string): string => {
  const { t, links } = context
  return renderPage(context, {
    title: t('my.link-asked.title'),
    main: (
      <>
        <h1>{t('my.link-asked.title')}</h1>
        <p class="lead">{t('my.link-asked', { minutes: signInMinutes })}</p>
        <p>{t('my.link-asked.nothing')}</p>
        <p>
          <a href={links.to('/my/sign-in-links', { [wayBackParameter]: wayBack })}>
            {t('my.link-asked.again')}
          </a>
        </p>
      </>
    ),
  })
}

/** Behind the mailed link: the one button that signs in, so that a program that follows links does not. */
export const useLinkPage = (context: PageContext, token: string, wayBack?: string): string => {
  const { t, links } = context
  return renderPage(context, {
    title: t('my.use-link.title'),
    main: (
      <>
        <h1>{t('my.use-link.title')}</h1>
        <p class="lead">{t('my.use-link.lead')}</p>
        <form
          method="post"
          action={links.to(`/my/sign-in-links/${encodeURIComponent(token)}`, { [wayBackParameter]: wayBack })}
        >
          <button type="submit">{t('my.use-link.button')}</button>
        </form>
        <p class="hint">{t('my.use-link.shared-device')}</p>
      </>
    ),
  })
}

/** The two ways out. */
const SignOut = ({ context }: { context: PageContext }) => {
  const { t, links } = context
  return (
    <form method="post" action={links.to('/my/session')} class="actions">
      <button type="submit" name="end" value="here" class="quiet">
        {t('my.sign-out.here')}
      </button>
      <button type="submit" name="end" value="everywhere" class="quiet">
        {t('my.sign-out.everywhere')}
      </button>
    </form>
  )
}

/** Since when one is signed in, and how to sign out. */
export const SessionSection = ({
  context,
  session,
}: {
  context: PageContext
  session: MyView['session']
}) => {
  const { t } = context
  const written = new Intl.DateTimeFormat(t.locale, {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'Europe/Brussels',
  })
  return (
    <>
      <p>
        {t('my.session.facts', {
          since: written.format(new Date(session.since)),
          end: written.format(new Date(session.endsAt)),
        })}
      </p>
      <SignOut context={context} />
    </>
  )
}

/** A page about the session alone. */
export const sessionPage = (context: PageContext, session: MyView['session']): string => {
  const { t, links } = context
  return renderPage(context, {
    title: t('my.session.title'),
    main: (
      <>
        <h1>{t('my.session.title')}</h1>
        <SessionSection context={context} session={session} />
        <p>
          <a href={links.to('/my')}>{t('my.session.back')}</a>
        </p>
      </>
    ),
  })
}

/** After signing out. */
export const signedOutPage = (context: PageContext): string => {
  const { t, links } = context
  return renderPage(context, {
    title: t('my.signed-out.title'),
    main: (
      <>
        <h1>{t('my.signed-out.title')}</h1>
        <p class="lead">{t('my.signed-out')}</p>
        <p class="actions">
          <a class="button quiet" href={links.to('/my/sign-in-links')}>
            {t('my.signed-out.again')}
          </a>
          <a href={links.to('/register')}>{t('pages.search-register')}</a>
        </p>
      </>
    ),
  })
}
