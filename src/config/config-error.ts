/** The environment cannot be worked with. Lists every fault; holds no value, for a value may be a secret. */
export class ConfigError extends Error {
  override name = 'ConfigError'
  readonly code = 'bad_configuration'
  readonly faults: readonly string[]

  constructor(faults: readonly string[]) {
    const head =
      faults.length === 1 ? 'The configuration has a fault:' : `The configuration has ${faults.length} faults:`
    super([head, ...faults.map((fault) => `- ${fault}`)].join('\n'))
    this.faults = faults
  }
}
