import { instantIn } from '../messages/dates.ts'
import { signInMinutes } from '../notices/token.ts'
import { type LinkFormGiven, linkFormPage } from '../pages/link-form.tsx'
import { type PageContext, renderPage } from '../pages/page.tsx'
import { wayBackParameter } from '../sessions/way-back.ts'
import type { MyView } from './my-view.ts'

/** The form that asks for a link to sign in; `wayBack` is where one goes on then (`wayBackOf`). */
export const signInPage = (
  context: PageContext,
  given: LinkFormGiven & { readonly wayBack?: string | undefined } = {},
): string => {
  const { t, links } = context
  return linkFormPage(context, given, {
    title: t('my.sign-in.title'),
    lead: t('my.sign-in.lead', { minutes: signInMinutes }),
    action: links.to('/my/sign-in-links', { [wayBackParameter]: given.wayBack }),
    label: t('my.sign-in.email'),
    hint: t('my.sign-in.email.hint'),
    button: t('my.sign-in.send'),
    otherwise: {
      question: t('my.sign-in.no-entry'),
      label: t('pages.answer-survey'),
      href: links.to('/survey'),
    },
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
  return (
    <>
      <p>
        {t('my.session.facts', {
          since: instantIn(t, session.since, 'long'),
          end: instantIn(t, session.endsAt, 'long'),
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
