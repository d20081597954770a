import { z } from 'zod'

const key = z.string().min(1).max(400)
const metric = z.string().regex(/^[a-z][a-z0-9_]*$/, 'is not the key of a metric')

/** `.github/sluicegate.yml`. Strict: a key that is not known is a fault that is shown, never silently without effect. */
export const RepositoryFileSchema = z
  .strictObject({
    mode: z.enum(['off', 'report', 'enforce']).default('enforce'),
    projects: z
      .array(
        z.strictObject({
          key,
          connection: z.string().min(1).max(100).optional(),
          paths: z.array(z.string().min(1).max(400)).max(200).default([]),
        }),
      )
      .max(200)
      .default([]),
    gate: z.string().min(1).max(100).optional(),
    comment: z.enum(['always', 'on-failure', 'never']).optional(),
    annotations: z.boolean().optional(),
    'wait-minutes': z.int().min(1).max(10_080).optional(),
    'merge-queue': z.enum(['inherit', 'analyse']).optional(),
    'require-values': z.array(metric).max(200).optional(),
    'report-only': z.array(metric).max(200).optional(),
  })
  .nullable()
