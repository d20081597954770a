/**
 * An instant in milliseconds from SonarQube's `2026-11-22T22:22:03+0100`; the offset may also be written `Z`, `+01`, or
 * with a colon. Null for anything else.
 */
export function parseSonarQubeDate(text: string | null | undefined): number | null {
  const parts = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?)(?:Z|([+-])([01]\d|2[0-3]):?([0-5]\d)?)$/.exec(
    text ?? '',
  )
  if (parts === null) return null
  const [, local = '', sign, hours = '0', minutes = '0'] = parts
  const utc = Date.parse(`${local.replace(/(\.\d{3})\d+$/, '$1')}Z`)
  if (Number.isNaN(utc)) return null
  const offset = (Number(hours) * 60 + Number(minutes)) * 60_000
  return sign === '-' ? utc + offset : utc - offset
}
