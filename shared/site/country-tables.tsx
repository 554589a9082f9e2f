import { TableRegion } from '../pages/blocks.tsx'
import type { PageContext } from '../pages/page.tsx'
import { countryLabel, type Side, sideOf } from '../places/countries.ts'
import type { RegisterNumbers } from './register-numbers.ts'

type Row = RegisterNumbers['byCountry'][number]

/** How many countries of a side are seen at once; the others unfold. */
const atOnce = 8

const sides: readonly Side[] = ['eu', 'partner', 'other']

/** The map's numbers as tables, a side of the cooperation each; each row leads to its authorities. */
export const CountryTables = ({ context, numbers }: { context: PageContext; numbers: RegisterNumbers }) => {
  const { t } = context
  const { compare } = new Intl.Collator(t.language)
  const groups = sides
    .map((side) => ({
      side,
      rows: numbers.byCountry
        .filter(({ country }) => sideOf(country) === side)
        .map((row) => ({ ...row, label: countryLabel(row.country, t.language) }))
        .sort((a, b) => b.authorities - a.authorities || compare(a.label, b.label)),
    }))
    .filter(({ rows }) => rows.length > 0)
  return (
    <div class="sides wide">
      {groups.map(({ side, rows }) => (
        <section key={side}>
          <h3>{t(`site.home.side.${side}`)}</h3>
          <CountryTable context={context} label={t(`site.home.side.${side}`)} rows={rows.slice(0, atOnce)} />
          {rows.length > atOnce && (
            <details>
              <summary>{t('site.home.table.more', { count: rows.length - atOnce })}</summary>
              <CountryTable
                context={context}
                label={`${t(`site.home.side.${side}`)}, ${t('site.home.table.more', { count: rows.length - atOnce })}`}
                rows={rows.slice(atOnce)}
              />
            </details>
          )}
        </section>
      ))}
    </div>
  )
}

const CountryTable = (props: {
  context: PageContext
  label: string
  rows: readonly (Row & { readonly label: string })[]
}) => {
  const { t, links } = props.context
  const written = new Intl.NumberFormat(t.locale)
  return (
    <TableRegion label={props.label}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('site.home.table.country')}</th>
            {(['authorities', 'offering', 'asking'] as const).map((column) => (
              <th key={column} scope="col" class="number">
                {t(`site.home.table.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.rows.map(({ country, label, authorities, offering, asking }) => (
            <tr key={country}>
              <th scope="row">
                <a href={links.to('/register', { country })}>{label}</a>
              </th>
              <td class="number">{written.format(authorities)}</td>
              <td class="number">{written.format(offering)}</td>
              <td class="number">{written.format(asking)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableRegion>
  )
}
