import { longDate } from '../messages/dates.ts'
import type { Messages } from '../messages/messages.ts'
import { paragraphs } from '../notices/writing.ts'
import { Facts, Notice } from '../pages/blocks.tsx'
import type { ActingView } from './acting-view.ts'

const Address = ({ children }: { children: string }) => <bdi dir="ltr">{children}</bdi>

/** For whom an entry was answered, who answered, and what became of it. */
export const ActingSection = ({
  t,
  actings,
}: {
  readonly t: Messages
  readonly actings: readonly ActingView[]
}) => (
  <>
    {actings.map(({ by, named, toldAt, objectedAt, words }) => (
      <Notice key={named + toldAt} {...(objectedAt !== undefined && { kind: 'bad' as const })}>
        <p>
          {t(objectedAt === undefined ? 'survey.acting.told' : 'survey.acting.objected', {
            at: longDate(new Date(objectedAt ?? toldAt), t),
          })}
        </p>
        <Facts
          rows={[
            [t('survey.acting.by'), by && <Address>{by}</Address>],
            [t('survey.acting.named'), <Address>{named}</Address>],
          ]}
        />
        {paragraphs(words ?? '').map(({ text }) => (
          <blockquote key={text} dir="auto">
            {text}
          </blockquote>
        ))}
      </Notice>
    ))}
  </>
)
