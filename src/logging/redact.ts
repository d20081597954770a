const hidden = '[redacted]'

/** How the names of fields end that hold a secret. */
const names = '(?:secret|token|password|private_?key|api_?key|secret_?key|authorization|cookie)'
const string = String.raw`"[^"\\]*(?:\\.[^"\\]*)*"`

/**
 * What looks like a secret in a line of JSON. Each keeps its first group, and takes no more than the inside of one string,
 * or a whole string or list of strings: the line must stay JSON.
 */
const patterns: readonly RegExp[] = [
  // A private key, or the rest of the string where it was cut off. JSON writes its line breaks as \n.
  /(-----BEGIN [A-Z ]*PRIVATE KEY-----)(?:[^"\\-]+|\\[^"]|-(?!----END))*/g,
  // GitHub's tokens, SonarQube's, our own. The newer ghs_ hold a JWT.
  /(?<![A-Za-z0-9])(gh[opsur]_|github_pat_|sq[aup]_|slg_)[\w.-]+/g,
  // A JWT, such as the app's own.
  /(?<![\w-])(eyJ)[\w-]{5,}\.[\w-]{5,}\.[\w-]*/g,
  /\b(Bearer |Basic )[\w.~+/=-]{16,}/gi,
  /\b(authorization *[:=] *(?:\\"|')?(?:\w+ )?)[^\s"'\\,;]+/gi,
  // JSON inside a string of the line.
  new RegExp(String.raw`(${names}\\": ?\\")[^"\\]*`, 'gi'),
  // In addresses: user and password, what signs in or sets up, the keys of our own pages.
  /(:\/\/)[^\s"\\/@?#]+(?=@)/g,
  /([?&](?:token|access_token|client_secret|secret|code)=)[^\s"'\\&#]+/gi,
  /([?&]key=)[\w-]{43}(?![\w-])/g,
  /(\/commit\/[\w-]{1,64}\?(?:[^\s"\\#/]*&)?key=)[^\s"'\\&#]+/g,
]

/** A field of the line itself. A quote that is not escaped, before a colon, is the end of a name. */
const secretField = new RegExp(String.raw`(${names}":)(?:${string}|\[(?:${string},?)*\])`, 'gi')

/** Takes secrets out of a line of JSON: those given, wherever they stand, and everything that looks like one. */
export function redactor(secrets: readonly string[]): (line: string) => string {
  const known = knownPattern(secrets)
  return (line) => {
    const bare = known === null ? line : line.replace(known, hidden)
    const safe = patterns.reduce((text, pattern) => text.replace(pattern, `$1${hidden}`), bare)
    return safe.replace(secretField, `$1"${hidden}"`)
  }
}

/** As JSON writes them. Short ones are left: they would tear ordinary words apart. */
function knownPattern(secrets: readonly string[]): RegExp | null {
  const written = secrets.filter(({ length }) => length >= 8).map((secret) => JSON.stringify(secret).slice(1, -1))
  const longestFirst = [...new Set(written)].sort((left, right) => right.length - left.length)
  return longestFirst.length === 0 ? null : new RegExp(longestFirst.map(literally).join('|'), 'g')
}

function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`)
}
