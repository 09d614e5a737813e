import { resolve } from 'node:path'
import type { Readable } from 'node:stream'
import { formatDiagnostic, validate, type Diagnostic, type ParsedDefinition, type ValidateOptions } from '../../asl/index.ts'
import { fillIn, unfilledInTemplate } from '../input/substitutions.ts'
import { isCloudAssembly } from '../input/templates/cloud-assembly.ts'
import { findMachines, machinesOfAssembly, pickMachine, type FoundMachine } from '../input/templates/find-machines.ts'
import { readMachine } from '../input/templates/read-machine.ts'
import { recogniseTemplate } from '../input/templates/recognise.ts'
import { parseSource } from '../input/read-definition.ts'
import { readText } from '../input/read-text.ts'
import { CommandError } from '../problems.ts'
import type { FileReport } from '../report/file-report.ts'

/** What validating takes beside the files. */
export interface Examination extends Pick<ValidateOptions, 'raises'> {
  stdin: Readable
  values: Readonly<Record<string, string>>
  /** What --type says; what a template says otherwise. */
  type: 'STANDARD' | 'EXPRESS' | undefined
  /** The one machine of a template that is meant; all of them otherwise. */
  at: string | undefined
}

/** What has been found, and what later files and remarks need of it. */
export interface Examined {
  reports: FileReport[]
  /** The definitions, as read and not filled in. */
  texts: ParsedDefinition[]
  /** Names in templates that values can be given for. */
  known: string[]
  /** What stands for values that only a deployment knows, a line for each machine. */
  remarks: string[]
}

/**
 * Checks a definition, or the machines of a template.
 *
 * @param file its name, or `-`
 * @throws CommandError where the file can not be read
 */
export async function examineFile(file: string, examination: Examination): Promise<Examined> {
  const { stdin, values, type = 'STANDARD', raises, at } = examination
  const text = file !== '-' && isCloudAssembly(file) ? undefined : await readText(file, stdin)
  const machines = text === undefined ? machinesOfAssembly(file) : findMachines(text, file)
  if (machines !== undefined && machines.length > 0) return examineMachines(at === undefined ? machines : [pickMachine(machines, at, file)], examination)
  if (text === undefined) throw new CommandError(`${file}: no template that cdk synth has written there has a state machine`)
  const parsed = parseSource(text, file)
  const template = recogniseTemplate(parsed, file)
  if (template !== undefined) return { ...NOTHING, reports: [{ file, result: 'FAIL', diagnostics: [template], unread: formatDiagnostic(template) }] }
  const filled = parsed.definition === undefined ? parsed : fillIn(parsed, values).parsed
  const { result, diagnostics } = validate(filled, { type, ...raises === undefined ? {} : { raises } })
  return { ...NOTHING, reports: [{ file, result, diagnostics }], texts: [parsed] }
}

/** What has been found where nothing has been looked at. */
export const NOTHING: Readonly<Examined> = { reports: [], texts: [], known: [], remarks: [] }

async function examineMachines(machines: readonly FoundMachine[], { stdin, values, type, raises }: Examination): Promise<Examined> {
  const all: Examined = { reports: [], texts: [], known: [], remarks: [] }
  for (const one of machines) {
    try {
      const read = await readMachine(one, stdin, values)
      const filled = read.parsed.definition === undefined ? undefined : fillIn(read.parsed, { ...read.values, ...values })
      const { diagnostics } = validate(filled?.parsed ?? read.parsed, { type: type ?? read.type ?? 'STANDARD', ...raises === undefined ? {} : { raises } })
      add(all.reports, read.parsed.file ?? '', diagnostics)
      all.texts.push(read.parsed)
      all.known.push(...read.known)
      if (filled) all.remarks.push(...unfilledInTemplate({ ...filled, origins: read.origins }))
    } catch (error) {
      if (!(error instanceof CommandError)) throw error
      all.reports.push({ file: one.template.file ?? '', result: 'FAIL', diagnostics: [], unread: error.message })
    }
  }
  return all
}

/** The machines of one file are one report: what is told of them has its lines. */
function add(reports: FileReport[], file: string, diagnostics: Diagnostic[]): void {
  const before = reports.find((report) => report.unread === undefined && resolve(report.file) === resolve(file))
  const result = diagnostics.some(({ severity }) => severity === 'ERROR') ? 'FAIL' : 'OK'
  if (!before) return void reports.push({ file, result, diagnostics })
  before.diagnostics.push(...diagnostics)
  if (result === 'FAIL') before.result = result
}
