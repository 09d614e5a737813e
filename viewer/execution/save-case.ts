import type { HistoryEvent } from '../../engine/asl/index.ts'
import type { ExecutionDescription, MachineDescription } from '../api/shapes.ts'
import { saveFile } from '../../components/code/save-file.ts'
import { jsonOf } from './recording.ts'

/**
 * Saves an execution that has ended as a folder that `asl test` plays, in a ZIP. What writes it is fetched when it is asked for.
 *
 * @param machine what it has run
 * @param execution what DescribeExecution says of it
 * @param events its history
 * @returns what to know of it, in sentences
 */
export async function saveCase(machine: MachineDescription, execution: ExecutionDescription, events: readonly HistoryEvent[]): Promise<string> {
  const [{ keptCase }, { zip }] = await Promise.all([import('../../engine/simulation/home/kept-case.ts'), import('../../engine/simulation/home/zip.ts')])
  const { status, output, error } = execution
  const { files, folder, notes } = keptCase({
    machine: machine.name,
    definition: machine.definition,
    execution: { name: execution.name, status, ...(output === undefined ? {} : { output: jsonOf(output) }), ...(error === undefined ? {} : { error }) },
    input: jsonOf(execution.input ?? '{}'),
    events,
  })
  saveFile(`${folder}.zip`, zip(files), 'application/zip')
  return [`Saved as ${folder}.zip: asl test --patterns . ${folder} plays it.`, ...notes].join(' ')
}
