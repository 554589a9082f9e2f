import type { FieldFailure } from '../failures.ts'
import { Notice } from '../pages/blocks.tsx'
import { ChoiceGroup, FailureSummary, type FormState, TextField } from '../pages/form-fields.tsx'
import { type PageContext, renderPage } from '../pages/page.tsx'
import { DeskNavigation } from './desk-pages.tsx'
import { type DeskUser, deskRoles } from './desk-user.ts'

/** What was done a moment ago, as the address says it: `?done=removed`. */
export const doneToUsers = ['saved', 'removed'] as const
export type DoneToUsers = (typeof doneToUsers)[number]

/** Who may sign in at the desk, each with the roles to choose from, and the form for somebody new. */
export const usersPage = (
  context: PageContext,
  me: { readonly userId: string },
  users: readonly DeskUser[],
  given: {
    readonly done?: DoneToUsers
    readonly values?: FormState['values']
    readonly failures?: readonly FieldFailure[]
  } = {},
): string => {
  const { t, links } = context
  const form: FormState = { t, values: given.values ?? {}, failures: given.failures ?? [] }
  const named: Readonly<Record<string, string>> = {
    email: t('secretariat.users.email'),
    role: t('secretariat.users.role'),
  }
  return renderPage(context, {
    title: t('secretariat.users.title'),
    failed: form.failures.length > 0,
    main: (
      <>
        <DeskNavigation context={context} may="administrator" />
        <h1>{t('secretariat.users.title')}</h1>
        {given.done && (
          <Notice kind="good">
            <p>{t(`secretariat.users.${given.done}`)}</p>
          </Notice>
        )}
        <FailureSummary form={form} labels={(name) => named[name]} />
        <ul class="results">
          {users.map((user) => (
            <li key={user.userId}>
              <h2 id={`user-${user.userId}`}>
                <bdi dir="ltr">{user.address}</bdi>
              </h2>
              <p>{t(`secretariat.role.${user.role}`)}</p>
              {user.userId === me.userId ? (
                <p class="hint">{t('secretariat.users.yourself')}</p>
              ) : (
                <form
                  method="post"
                  action={links.to(`/secretariat/users/${encodeURIComponent(user.userId)}`)}
                  class="actions"
                >
                  {[...deskRoles, 'none' as const]
                    .filter((choice) => choice !== user.role)
                    .map((choice) => (
                      <button
                        key={choice}
                        type="submit"
                        name="role"
                        value={choice}
                        class="quiet"
                        aria-describedby={`user-${user.userId}`}
                      >
                        {t(`secretariat.users.make.${choice}`)}
                      </button>
                    ))}
                </form>
              )}
            </li>
          ))}
        </ul>
        <h2>{t('secretariat.users.add.title')}</h2>
        <form method="post" action={links.to('/secretariat/users')} noValidate>
          <TextField
            form={form}
            name="email"
            type="email"
            label={t('secretariat.users.email')}
            hint={t('secretariat.users.email.hint')}
            autocomplete="off"
          />
          <ChoiceGroup
            form={form}
            name="role"
            label={t('secretariat.users.role')}
            choices={deskRoles.map((role) => ({
              value: role,
              label: t(`secretariat.role.${role}`),
              hint: t(`secretariat.role.${role}.means`),
            }))}
          />
          <button type="submit">{t('secretariat.users.add')}</button>
        </form>
      </>
    ),
  })
}
