import fc from 'fast-check'

// The same cases in every run, so that a red run is red again; `FAST_CHECK_SEED=2 npm test` looks at others.
fc.configureGlobal({ seed: Number(process.env.FAST_CHECK_SEED ?? 1) })
