/** An instant for people, in UTC and to the minute: "2026-11-22 22:22 UTC". The same on every machine. */
export function formatTime(at: number): string {
  if (!(Math.abs(at) <= 8.64e15)) return 'an unknown time'
  return new Date(at)
    .toISOString()
    .replace('T', ' ')
    .replace(/:\d\d\.\d{3}Z$/, ' UTC')
}
