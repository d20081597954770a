import { hash } from 'node:crypto'
import type { Fingerprint } from '../../flow/ports.ts'

export const fingerprint: Fingerprint = (text) => hash('sha256', text)
