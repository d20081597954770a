/** A quantity as it may be written, coarse first, with the quantity that the text stands for. */
export type Duration = { readonly text: string; readonly number: number }

const minutesInHour = 60
/** SonarQube: sonar.technicalDebt.hoursInDay, 8 since it is no setting any more. */
const minutesInDay = 8 * minutesInHour

/**
 * A work duration in minutes: first as SonarQube writes it (no minutes beside days, no hours from ten days on), then in
 * full. A day has 8 hours.
 */
export function formatWorkDuration(minutes: number): readonly [Duration, Duration] {
  const total = Math.abs(minutes)
  const days = Math.floor(total / minutesInDay)
  const hours = Math.floor((total % minutesInDay) / minutesInHour)
  const shownHours = days < 10 ? hours : 0
  const shownMinutes = days === 0 ? total % minutesInHour : 0
  const negative = minutes < 0
  return [join(negative, days, shownHours, shownMinutes), join(negative, days, hours, total % minutesInHour)]
}

function join(negative: boolean, days: number, hours: number, minutes: number): Duration {
  const total = days * minutesInDay + hours * minutesInHour + minutes
  const parts = [days > 0 && `${days}d`, hours > 0 && `${hours}h`, minutes > 0 && `${minutes}min`].filter(Boolean)
  if (parts.length === 0) return { text: '0', number: 0 }
  return { text: `${negative ? '-' : ''}${parts.join(' ')}`, number: negative ? -total : total }
}

/** Milliseconds: first as SonarQube writes them (rounded to minutes or seconds), then in seconds, then in full. */
export function formatMilliseconds(ms: number): readonly [Duration, ...Duration[]] {
  const exact = { text: `${ms}ms`, number: ms }
  if (ms < 1000) return [exact]
  const seconds = inUnit(ms, 1000, 's')
  return ms < 60_000 ? [seconds, exact] : [inUnit(ms, 60_000, 'min'), seconds, exact]
}

function inUnit(ms: number, size: number, unit: string): Duration {
  const rounded = Math.round(ms / size)
  return { text: `${rounded}${unit}`, number: rounded * size }
}
