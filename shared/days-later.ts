/** An instant some days later, each of 24 hours, as ISO 8601 in UTC. */
export const daysLater = (instant: string, days: number): string =>
  new Date(Date.parse(instant) + days * 86_400_000).toISOString()
