import type { Messages } from '../messages/messages.ts'
import { Tags } from '../pages/blocks.tsx'
import type { Visibility } from '../register/entry.ts'

/** What offers, requests and interests say, and who may see each. */
export const ShownItems = ({
  t,
  items,
}: {
  readonly t: Messages
  readonly items: readonly {
    readonly direction: string
    readonly themeLabel: string
    readonly description: string
    readonly language: string
    readonly visibility: Visibility
  }[]
}) => (
  <ul class="results">
    {items.map((item) => (
      <li key={`${item.direction}.${item.themeLabel}`}>
        <h3>{item.themeLabel}</h3>
        <p dir="auto" lang={item.language}>
          {item.description}
        </p>
        <Tags
          items={[
            t(`survey.direction.${item.direction}`),
            t('survey.confirm.visible', { visibility: t(`survey.visibility.${item.visibility}`) }),
          ]}
        />
      </li>
    ))}
  </ul>
)
