import { longDate } from '../messages/dates.ts'
import { Facts, Notice } from '../pages/blocks.tsx'
import { ChoiceGroup, FailureSummary, type FormState, TextField } from '../pages/form-fields.tsx'
import { type PageContext, renderPage } from '../pages/page.tsx'
import { roles } from '../register/entry.ts'
import type { EntryContactsView } from './entry-contacts-view.ts'

/** What was done a moment ago, as the address says it: `?done=invited`. */
export const contactsDone = ['invited', 'sent-again', 'removed'] as const
export type ContactsDone = (typeof contactsDone)[number]

/** The two contacts of an entry: who has confirmed, who was asked to, and the form that asks somebody. */
export const entryContactsPage = (
  context: PageContext,
  view: EntryContactsView,
  given: { readonly done?: ContactsDone | undefined } & Partial<Pick<FormState, 'values' | 'failures'>> & {
      readonly changed?: string | undefined
    } = {},
): string => {
  const { t, links } = context
  const { done, changed, values = {}, failures = [] } = given
  const form: FormState = { t, values, failures }
  const at = `/my/entries/${encodeURIComponent(view.entryId)}/contacts`
  const labels = (name: string) =>
    name === 'email' ? t('my.contacts.email') : name === 'role' ? t('my.contacts.role') : undefined
  const title = t('my.contacts.title')
  const Deed = ({ id, action, named }: { id: string; action: 'send-again' | 'remove'; named: string }) => (
    <form method="post" action={links.to(`${at}/${encodeURIComponent(id)}`)}>
      <button type="submit" name="action" value={action} class="quiet" aria-describedby={named}>
        {t(`my.contacts.${action}`)}
      </button>
    </form>
  )
  return renderPage(context, {
    title,
    failed: failures.length > 0 || changed !== undefined,
    main: (
      <>
        <h1>{title}</h1>
        {done && (
          <Notice kind="good">
            <p>{t(`my.contacts.done.${done}`)}</p>
          </Notice>
        )}
        {changed !== undefined && (
          <Notice kind="bad">
            <p>{t(`failures.${changed}`)}</p>
          </Notice>
        )}
        <FailureSummary form={form} labels={labels} />
        <p class="lead">
          <bdi>{view.authority}</bdi>
        </p>
        <p>{t('my.contacts.lead')}</p>
        <ul class="results">
          {view.contacts.map(({ contactId, address, role, own }) => (
            <li key={contactId}>
              <h2 id={`contact-${contactId}`}>
                <bdi dir="ltr">{address}</bdi>
              </h2>
              <p>
                {t(own ? 'my.contacts.confirmed-own' : 'my.contacts.confirmed')}
                {role && `. ${t(`survey.role.${role}`)}`}
              </p>
              {view.contacts.length > 1 && (
                <Deed id={contactId} action="remove" named={`contact-${contactId}`} />
              )}
            </li>
          ))}
          {view.invited.map(({ inviteId, address, role, expiresAt, maySendAgain }) => (
            <li key={inviteId}>
              <h2 id={`contact-${inviteId}`}>
                <bdi dir="ltr">{address}</bdi>
              </h2>
              <p>
                {t('my.contacts.asked', { until: longDate(new Date(expiresAt), t) })}{' '}
                {t(`survey.role.${role}`)}
              </p>
              <div class="actions">
                {maySendAgain && <Deed id={inviteId} action="send-again" named={`contact-${inviteId}`} />}
                <Deed id={inviteId} action="remove" named={`contact-${inviteId}`} />
              </div>
            </li>
          ))}
        </ul>
        {view.room ? (
          <form method="post" action={links.to(at)} noValidate>
            <h2>{t('my.contacts.add')}</h2>
            <p>{t('my.contacts.add.means')}</p>
            <TextField
              form={form}
              name="email"
              type="email"
              label={t('my.contacts.email')}
              hint={t('my.contacts.email.hint')}
              maxLength={254}
            />
            <ChoiceGroup
              form={form}
              name="role"
              label={t('my.contacts.role')}
              choices={roles.map((value) => ({ value, label: t(`survey.role.${value}`) }))}
            />
            <button type="submit">{t('my.contacts.ask')}</button>
          </form>
        ) : (
          <p class="hint">{t('my.contacts.full')}</p>
        )}
        <p>
          <a href={links.to('/my')}>{t('my.session.back')}</a>
        </p>
      </>
    ),
  })
}

/** Behind the link in a mail to somebody who was asked: whose entry, who asks, what it means, and the one button. */
export const invitationPage = (
  context: PageContext,
  token: string,
  given: {
    readonly authority: string
    readonly role: string
    readonly by: string | undefined
    readonly expiresAt: string
  },
): string => {
  const { t, links } = context
  const title = t('my.invitation.title')
  return renderPage(context, {
    title,
    main: (
      <>
        <h1>{title}</h1>
        <p class="lead">{t('my.invitation.lead')}</p>
        <Facts
          rows={[
            [t('survey.objection.authority'), <bdi>{given.authority}</bdi>],
            [t('my.contacts.role'), t(`survey.role.${given.role}`)],
            [t('my.invitation.by'), given.by && <bdi dir="ltr">{given.by}</bdi>],
          ]}
        />
        <p>{t('my.invitation.means')}</p>
        <form method="post" action={links.to(`/my/invitations/${encodeURIComponent(token)}`)}>
          <p class="actions">
            <button type="submit">{t('my.invitation.button')}</button>
          </p>
          <p class="hint">
            {t('my.invitation.otherwise', { until: longDate(new Date(given.expiresAt), t) })}
          </p>
        </form>
      </>
    ),
  })
}

/** After saying yes: what can be done now. */
export const joinedPage = (context: PageContext): string => {
  const { t, links } = context
  const title = t('my.joined.title')
  return renderPage(context, {
    title,
    main: (
      <>
        <h1>{title}</h1>
        <p class="lead">{t('my.joined.lead')}</p>
        <p>
          <a class="button" href={links.to('/my/sign-in-links')}>
            {t('pages.sign-in')}
          </a>
        </p>
      </>
    ),
  })
}
