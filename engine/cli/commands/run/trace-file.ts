import { writeFileSync } from 'node:fs'
import type { Recording } from '../../../simulation/index.ts'
import { toOtlp, type TracedExecution } from '../../../simulation/views/otlp.ts'
import { CommandError } from '../../problems.ts'
import { reasonOf } from '../../reasons.ts'
import { write, type Terminal } from '../../terminal.ts'

/**
 * Writes a run as a trace: one line of JSON, as collectors read and write files.
 *
 * https://opentelemetry.io/docs/specs/otel/protocol/file-exporter/
 *
 * @param file where to; `-` is standard output
 * @throws CommandError for a file that can not be written
 */
export async function writeTrace(file: string, recording: Recording, traced: TracedExecution, { stdout }: Terminal): Promise<void> {
  const text = `${JSON.stringify(toOtlp(recording, traced))}\n`
  if (file === '-') {
    await write(stdout, text)
    return
  }
  try {
    writeFileSync(file, text)
  } catch (error) {
    throw new CommandError(`${file} can not be written: ${reasonOf(error)}`)
  }
}
