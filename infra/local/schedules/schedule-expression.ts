/** When a schedule fires next after an instant; undefined: never again. */
export type NextTime = (after: Date) => Date | undefined

const minute = 60_000
const units: Readonly<Record<string, number>> = { minute, hour: 60 * minute, day: 24 * 60 * minute }

/**
 * Reads an expression of EventBridge Scheduler: `rate(5 minutes)`, `cron(0 6 ? * MON *)`,
 * `at(2026-12-01T09:00:00)`. Rates run from 1970, so that every start of a run keeps the same beat. A local time
 * that the clocks skip does not fire, one that comes twice fires the first time.
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
 *
 * @param timeZone IANA name
 * @throws Error on what it does not know
 */
export const nextTimeOf = (expression: string, timeZone: string): NextTime => {
  const [, kind = '', inside = ''] = /^(rate|cron|at)\((.+)\)$/.exec(expression.trim()) ?? []
  switch (kind) {
    case 'rate':
      return rate(expression, inside)
    case 'cron':
      return cron(expression, inside, zoneClock(timeZone))
    case 'at':
      return at(expression, inside, zoneClock(timeZone))
    default:
      throw new Error(`the local run does not know the schedule ${expression}`)
  }
}

const rate = (expression: string, inside: string): NextTime => {
  const [, count, unit = ''] = /^(\d+) (minute|hour|day)s?$/.exec(inside) ?? []
  const every = Number(count) * (units[unit] ?? Number.NaN)
  if (!(every > 0)) throw new Error(`the local run does not know the schedule ${expression}`)
  return (after) => new Date((Math.floor(after.getTime() / every) + 1) * every)
}

const at = (expression: string, inside: string, clock: ZoneClock): NextTime => {
  const parts = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)$/.exec(inside)
  if (!parts) throw new Error(`the local run does not know the schedule ${expression}`)
  const [year = 0, month = 1, day = 1, hours = 0, minutes = 0, seconds = 0] = parts.slice(1).map(Number)
  const start = clock.instantOf({ year, month, day, hours, minutes })
  const time = start && new Date(start.getTime() + seconds * 1000)
  return (after) => (time && time > after ? time : undefined)
}

// ---- Cron --------------------------------------------------------------------------------------------------

const monthNames = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC']
const dayNames = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT']

type Day = { readonly year: number; readonly month: number; readonly day: number; readonly weekday: number }

const cron = (expression: string, inside: string, clock: ZoneClock): NextTime => {
  const refuse = (): never => {
    throw new Error(`the local run does not know the schedule ${expression}`)
  }
  const fields = inside.trim().split(/\s+/)
  const [
    minutesField = '',
    hoursField = '',
    dayField = '',
    monthField = '',
    weekdayField = '',
    yearField = '',
  ] = fields
  if (fields.length !== 6 || (dayField === '?') === (weekdayField === '?')) refuse()
  const minutes = numbersOf(minutesField, 0, 59, [], refuse)
  const hours = numbersOf(hoursField, 0, 23, [], refuse)
  const months = numbersOf(monthField, 1, 12, monthNames, refuse)
  const years = numbersOf(yearField, 1970, 2199, [], refuse)
  const isDay = dayField === '?' ? weekdayRule(weekdayField, refuse) : monthDayRule(dayField, refuse)

  return (after) => {
    const today = clock.dateOf(after)
    // Eight years reach over the longest gap between two 29ths of February.
    for (let ahead = 0; ahead < 8 * 366; ahead++) {
      const date = new Date(Date.UTC(today.year, today.month - 1, today.day + ahead))
      const day: Day = {
        year: date.getUTCFullYear(),
        month: date.getUTCMonth() + 1,
        day: date.getUTCDate(),
        weekday: date.getUTCDay() + 1,
      }
      if (!years.includes(day.year) || !months.includes(day.month) || !isDay(day)) continue
      const times = hours
        .flatMap((hour) => minutes.map((minute) => clock.instantOf({ ...day, hours: hour, minutes: minute })))
        .filter((time) => time !== undefined)
        .filter((time) => time > after)
        .sort((a, b) => a.getTime() - b.getTime())
      if (times[0]) return times[0]
    }
    return undefined
  }
}

/** All values of a field: `*`, `5`, `1-5`, `0/15`, `MON,FRI`. Names count from `least`. */
const numbersOf = (
  field: string,
  least: number,
  most: number,
  names: readonly string[],
  refuse: () => never,
): readonly number[] => {
  const numberOf = (text: string): number => {
    const named = names.indexOf(text.toUpperCase())
    const number = named >= 0 ? named + least : /^\d+$/.test(text) ? Number(text) : Number.NaN
    return number >= least && number <= most ? number : refuse()
  }
  return field.split(',').flatMap((part) => {
    const [range = '', stepText] = part.split('/')
    const step = stepText === undefined ? 1 : Number(stepText)
    if (!Number.isInteger(step) || step < 1) refuse()
    const [fromText = '', toText] = range.split('-')
    const from = range === '*' ? least : numberOf(fromText)
    const to =
      range === '*' || (toText === undefined && stepText !== undefined) ? most : numberOf(toText ?? fromText)
    const values: number[] = []
    for (let value = from; value <= to; value += step) values.push(value)
    return values.length > 0 ? values : refuse()
  })
}

const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate()

/** `L` is the month's last day. The nearest working day (`W`) is not known. */
const monthDayRule = (field: string, refuse: () => never): ((day: Day) => boolean) => {
  if (field === 'L') return ({ year, month, day }) => day === daysIn(year, month)
  const days = numbersOf(field, 1, 31, [], refuse)
  return ({ day }) => days.includes(day)
}

/** 1 is Sunday; `6L` the month's last Friday, `2#1` its first Monday. */
const weekdayRule = (field: string, refuse: () => never): ((day: Day) => boolean) => {
  const [, last] = /^([1-7]|[A-Z]{3})?L$/.exec(field) ?? []
  if (last !== undefined) {
    const [weekday] = numbersOf(last, 1, 7, dayNames, refuse)
    return (day) => day.weekday === weekday && day.day + 7 > daysIn(day.year, day.month)
  }
  const [, nthName, nth] = /^([1-7]|[A-Z]{3})#([1-5])$/.exec(field) ?? []
  if (nthName !== undefined) {
    const [weekday] = numbersOf(nthName, 1, 7, dayNames, refuse)
    return (day) => day.weekday === weekday && Math.ceil(day.day / 7) === Number(nth)
  }
  const weekdays = numbersOf(field, 1, 7, dayNames, refuse)
  return ({ weekday }) => weekdays.includes(weekday)
}

// ---- Time zones --------------------------------------------------------------------------------------------

type LocalTime = {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hours: number
  readonly minutes: number
}

type ZoneClock = {
  dateOf(instant: Date): { readonly year: number; readonly month: number; readonly day: number }
  /** The (first) instant that a zone's clocks show so; undefined if they skip it. */
  instantOf(time: LocalTime): Date | undefined
}

const zoneClock = (timeZone: string): ZoneClock => {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    hourCycle: 'h23',
  })
  const shown = (instant: Date): LocalTime => {
    const parts = new Map(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]))
    const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0
    return {
      year: part('year'),
      month: part('month'),
      day: part('day'),
      hours: part('hour'),
      minutes: part('minute'),
    }
  }
  const asUtc = (time: LocalTime) => Date.UTC(time.year, time.month - 1, time.day, time.hours, time.minutes)
  return {
    dateOf: shown,
    instantOf: (time) => {
      const wanted = asUtc(time)
      // The offsets a day before and after are the only two that can hold around a change of the clocks.
      const offsets = [-1, 1].map((days) => {
        const near = new Date(wanted + days * 24 * 60 * minute)
        return asUtc(shown(near)) - near.getTime()
      })
      const candidates = offsets
        .map((offset) => new Date(wanted - offset))
        .filter((candidate) => asUtc(shown(candidate)) === wanted)
      return candidates.sort((a, b) => a.getTime() - b.getTime())[0]
    },
  }
}
