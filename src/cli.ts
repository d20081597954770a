#!/usr/bin/env node
import { CommanderError } from 'commander'
import { describeFailure } from './cli/describe-failure.ts'
import { exitCodes } from './cli/exit-codes.ts'
import { program } from './cli/program.ts'

try {
  await program(process.env).parseAsync()
} catch (error) {
  if (error instanceof CommanderError) {
    // Commander has said what is wrong; it exits with 1, which here means a failed gate.
    process.exitCode = error.exitCode === 0 ? exitCodes.done : exitCodes.usage
  } else {
    console.error(describeFailure(error))
    process.exitCode = exitCodes.usage
  }
}
