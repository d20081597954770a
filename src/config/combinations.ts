type Given = Readonly<Partial<Record<string, string>>>

/** What is wrong with variables that only make sense together, by their presence alone. */
export function combinationFaults(given: Given): readonly string[] {
  return [...appFaults(given), ...signInFaults(given), ...sonarQubeFaults(given)]
}

function appFaults(given: Given): readonly string[] {
  if (given.PRIVATE_KEY && given.PRIVATE_KEY_PATH) {
    return ['PRIVATE_KEY_PATH: is set beside PRIVATE_KEY. Keep one of the two']
  }
  const key = given.PRIVATE_KEY_PATH ? 'PRIVATE_KEY_PATH' : 'PRIVATE_KEY'
  const present = ['APP_ID', key, 'WEBHOOK_SECRET'].filter((name) => given[name])
  if (present.length === 0) return []
  return ['APP_ID', key, 'WEBHOOK_SECRET']
    .filter((name) => !given[name])
    .map((name) => `${named(name)}: is not set, though ${are(present)}. Set it, or none of the three for set-up mode`)
}

function named(name: string): string {
  return name === 'PRIVATE_KEY' ? 'PRIVATE_KEY (or PRIVATE_KEY_PATH)' : name
}

function are(names: readonly string[]): string {
  return `${names.join(' and ')} ${names.length === 1 ? 'is' : 'are'}`
}

function signInFaults(given: Given): readonly string[] {
  return [
    ...missingBeside(given, 'GITHUB_CLIENT_ID', 'GITHUB_CLIENT_SECRET'),
    ...missingBeside(given, 'GITHUB_CLIENT_SECRET', 'GITHUB_CLIENT_ID'),
  ]
}

function sonarQubeFaults(given: Given): readonly string[] {
  if (given.SONARQUBE_URL) return missingBeside(given, 'SONARQUBE_WEBHOOK_SECRET', 'SONARQUBE_URL')
  const dependents = ['SONARQUBE_WEBHOOK_SECRET', 'SONARQUBE_TOKEN', 'SONARQUBE_ORGANIZATION']
  const present = dependents.filter((name) => given[name])
  if (present.length === 0) return []
  return [`SONARQUBE_URL: is not set, though ${are(present)}. Set it, or take ${present.join(' and ')} away`]
}

function missingBeside(given: Given, missing: string, present: string): readonly string[] {
  if (given[missing] || !given[present]) return []
  return [`${missing}: is not set, though ${present} is. Set it, or take ${present} away`]
}
