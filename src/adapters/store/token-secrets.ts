import { hash, randomBytes } from 'node:crypto'
import type { TokenSecrets } from '../../flow/manage/token-ports.ts'

export const tokenSecrets: TokenSecrets = {
  random: () => randomBytes(32).toString('hex'),
  hash: (text) => hash('sha256', text),
}
