import { resolve } from 'node:path'
import { isObject, type Diagnostic } from '../../asl/index.ts'
import { errorsOf, type MockFile } from '../../simulation/mocks/mock-file.ts'
import { oneOf, readArguments, type Options } from '../arguments.ts'
import type { Command } from '../command.ts'
import { findFiles } from '../input/find-files.ts'
import { readJsonArgument } from '../input/json-argument.ts'
import { AT, readSubstitutions, refuseStray, SUBSTITUTE } from '../input/substitutions.ts'
import { CommandError, EXIT } from '../problems.ts'
import { summaryOf, type FileReport } from '../report/file-report.ts'
import { asGitHub } from '../report/github.ts'
import { asSarif } from '../report/sarif.ts'
import { asText } from '../report/text.ts'
import { painter, write, type Terminal } from '../terminal.ts'
import { examineFile, NOTHING, type Examination, type Examined } from './validate-file.ts'

const usage = 'asl validate FILE|FOLDER|GLOB… [options]'

const SEVERITIES = ['ERROR', 'WARNING', 'ADVICE'] as const
const FORMATS = ['text', 'json', 'sarif', 'github'] as const

const OPTIONS: Options = {
  type: { type: 'string', value: 'STANDARD|EXPRESS', about: 'what is to be created from them; otherwise what a template says, or STANDARD' },
  advice: { type: 'boolean', about: 'tells all advice, which is counted by its code otherwise' },
  severity: { type: 'string', value: SEVERITIES.join('|'), about: 'the least to be told; ADVICE otherwise' },
  format: { type: 'string', value: FORMATS.join('|'), about: 'sarif for code scanning and editors, github for GitHub Actions' },
  json: { type: 'boolean', about: 'as --format json' },
  mocks: { type: 'string', value: 'FILE', about: 'a mock file: the errors that it throws are names that something raises' },
  at: AT,
  substitute: SUBSTITUTE,
}

export const validate: Command = {
  usage,
  about: 'checks definitions as AWS does, and adds advice; of a folder all that it holds, of a template its state machines',
  options: OPTIONS,
  examples: ['asl validate order.asl.yaml --advice', 'asl validate statemachines --format sarif > asl.sarif', "asl validate '**/*.asl.json' --severity warning"],
  async run(argv, terminal) {
    const args = readArguments(argv, OPTIONS, usage)
    if (args.files.length === 0) throw new CommandError(`no file is named (usage: ${usage})`)
    const type = oneOf('--type', args.text('type'), ['STANDARD', 'EXPRESS', ''] as const, '')
    const least = SEVERITIES.indexOf(oneOf('--severity', args.text('severity'), SEVERITIES, 'ADVICE'))
    const format = oneOf('--format', args.text('format') ?? (args.flag('json') ? 'json' : undefined), FORMATS, 'text')
    const mocks = args.text('mocks')
    const mockFile = mocks === undefined ? {} : await readJsonArgument('--mocks', `@${mocks}`, terminal)
    const raises = isObject(mockFile) ? errorsOf(mockFile as unknown as MockFile) : []
    const values = readSubstitutions(args.list('substitute'))
    const examination: Examination = { stdin: terminal.stdin, values, type: type || undefined, raises, at: args.text('at') }
    const { files, templates, missing } = findFiles(args.files, { assemblies: true })
    const examined: Examined[] = [{ ...NOTHING, reports: missing.map(notRead) }]
    for (const template of templates) examined.push(await examineBesides(template, examination))
    // What a template names has been checked with what it fills in.
    const covered = new Set(examined.flatMap(({ reports }) => reports.map(({ file }) => resolve(file))))
    for (const file of files.filter((one) => one === '-' || !covered.has(resolve(one)))) {
      examined.push(await examineFile(file, examination).catch((error) => (error instanceof CommandError ? { ...NOTHING, reports: [{ ...notRead(error.message), file }] } : Promise.reject(error))))
    }
    refuseStray(examined.flatMap(({ texts }) => texts), values, examined.flatMap(({ known }) => known))
    const reports = examined.flatMap((one) => one.reports)
    await write(terminal.stderr, examined.flatMap(({ remarks }) => remarks).map((line) => `${line}\n`).join(''))
    const told = reports.map((report) => ({ ...report, diagnostics: report.diagnostics.filter(({ severity }) => SEVERITIES.indexOf(severity) <= least) }))
    await tell(told, format, args.flag('advice'), terminal)
    if (reports.some(({ unread }) => unread !== undefined)) return EXIT.usage
    return reports.some(({ result }) => result === 'FAIL') ? EXIT.no : EXIT.ok
  },
}

function notRead(unread: string): FileReport {
  return { file: '', result: 'FAIL', diagnostics: [], unread }
}

/** A template in a folder that was looked through: nobody said that it has a definition that can be read, so it is no fault of it if it has none. */
async function examineBesides(template: Diagnostic, examination: Examination): Promise<Examined> {
  const examined = await examineFile(template.file!, { ...examination, at: undefined })
  const reports = examined.reports.map((report) => (report.unread === undefined ? report : { file: report.file, result: 'OK' as const, diagnostics: [{ ...template, severity: 'ADVICE' as const }] }))
  return { ...examined, reports }
}

async function tell(reports: readonly FileReport[], format: typeof FORMATS[number], isAll: boolean, terminal: Terminal): Promise<void> {
  const { stdout, stderr } = terminal
  if (format === 'json') return void await write(stdout, `${JSON.stringify(reports, null, 2)}\n`)
  if (format === 'sarif') return void await write(stdout, asSarif(reports))
  const paint = painter(terminal)
  for (const report of reports) {
    if (format === 'github') await write(stdout, asGitHub(report, isAll))
    else if (report.unread !== undefined) await write(stderr, `asl: ${report.unread}\n`)
    else await write(stdout, asText(report, isAll, paint))
  }
  await write(stdout, `${summaryOf(reports)}\n`)
}
