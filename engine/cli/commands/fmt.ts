import { writeFileSync } from 'node:fs'
import { formatDiagnostic, type StateMachineDefinition } from '../../asl/index.ts'
import { formatDefinition } from '../../asl/format/format.ts'
import { readArguments, type Options } from '../arguments.ts'
import type { Command } from '../command.ts'
import { findFiles } from '../input/find-files.ts'
import { readSource } from '../input/read-definition.ts'
import { CommandError, EXIT } from '../problems.ts'
import { reasonOf } from '../reasons.ts'
import { write, type Terminal } from '../terminal.ts'

const usage = 'asl fmt FILE|FOLDER|GLOB… [options]'

const OPTIONS: Options = {
  check: { type: 'boolean', about: 'writes nothing, and says which files have another form' },
}

/** What became of a file. */
type Outcome = 'same' | 'other' | 'invalid' | 'failed'

/**
 * Writes definitions in one form, in place; what comes from standard input goes to standard output. With --check, exit code 1 says that a file
 * has another form. Without, it says that a file is no JSON or YAML and stays as it is.
 */
export const fmt: Command = {
  usage,
  about: 'writes definitions in one form: fields in the order of AWS’s documentation; comments, anchors and block scalars stay',
  options: OPTIONS,
  examples: ['asl fmt order.asl.yaml', 'asl fmt --check statemachines', 'asl fmt - < order.asl.json'],
  async run(argv, terminal) {
    const args = readArguments(argv, OPTIONS, usage)
    if (args.files.length === 0) throw new CommandError(`no file is named (usage: ${usage})`)
    const { files, missing } = findFiles(args.files)
    const outcomes: Outcome[] = missing.map(() => 'failed')
    for (const line of missing) await complain(line, terminal)
    for (const file of files) outcomes.push(await format(file, args.flag('check'), terminal))
    if (outcomes.includes('failed')) return EXIT.usage
    return outcomes.includes('invalid') || (args.flag('check') && outcomes.includes('other')) ? EXIT.no : EXIT.ok
  },
}

async function format(file: string, isCheck: boolean, terminal: Terminal): Promise<Outcome> {
  try {
    const { parsed, template } = await readSource(file, terminal.stdin)
    if (template !== undefined) throw new CommandError(formatDiagnostic(template))
    const { StartAt, States } = (parsed.definition ?? { StartAt: '' }) as Partial<StateMachineDefinition>
    if (StartAt === undefined && States === undefined) throw new CommandError(`${parsed.file} holds no state machine, neither StartAt nor States, and stays as it is`)
    const result = formatDefinition(parsed.text, parsed.file === undefined || file === '-' ? {} : { file: parsed.file })
    if ('problem' in result) {
      await complain(formatDiagnostic({ ...result.problem, ...(parsed.file === undefined ? {} : { file: parsed.file }) }), terminal)
      return 'invalid'
    }
    const isSame = result.text === parsed.text
    if (isCheck) {
      if (!isSame) await write(terminal.stdout, `${file} has another form: asl fmt ${file} writes it\n`)
    } else if (file === '-') await write(terminal.stdout, result.text)
    else if (!isSame) {
      save(file, result.text)
      await write(terminal.stdout, `${file}\n`)
    }
    return isSame ? 'same' : 'other'
  } catch (error) {
    if (!(error instanceof CommandError)) throw error
    await complain(error.message, terminal)
    return 'failed'
  }
}

function save(file: string, text: string): void {
  try {
    writeFileSync(file, text)
  } catch (error) {
    throw new CommandError(`${file} can not be written: ${reasonOf(error)}`)
  }
}

async function complain(line: string, { stderr }: Terminal): Promise<void> {
  await write(stderr, `asl: ${line}\n`)
}
