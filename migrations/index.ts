import * as m0001 from './0001-foundation.ts'

export const migrations = { '0001-foundation': m0001 }
