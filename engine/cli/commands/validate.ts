import { formatDiagnostic, isObject, validate as check, type Diagnostic, type ParsedDefinition } from '../../asl/index.ts'
import { errorsOf, type MockFile } from '../../simulation/mocks/mock-file.ts'
import { oneOf, readArguments, type Options } from '../arguments.ts'
import type { Command } from '../command.ts'
import { findFiles } from '../input/find-files.ts'
import { readJsonArgument } from '../input/json-argument.ts'
import { readSource } from '../input/read-definition.ts'
import { fillIn, readSubstitutions, refuseStray, SUBSTITUTE } from '../input/substitutions.ts'
import { CommandError, EXIT } from '../problems.ts'
import { summaryOf, type FileReport } from '../report/file-report.ts'
import { asGitHub } from '../report/github.ts'
import { asSarif } from '../report/sarif.ts'
import { asText } from '../report/text.ts'
import { painter, write, type Terminal } from '../terminal.ts'

const usage = 'asl validate FILE|FOLDER|GLOB… [options]'

const SEVERITIES = ['ERROR', 'WARNING', 'ADVICE'] as const
const FORMATS = ['text', 'json', 'sarif', 'github'] as const

const OPTIONS: Options = {
  type: { type: 'string', value: 'STANDARD|EXPRESS', about: 'what is to be created from them; STANDARD otherwise' },
  advice: { type: 'boolean', about: 'tells all advice, which is counted by its code otherwise' },
  severity: { type: 'string', value: SEVERITIES.join('|'), about: 'the least to be told; ADVICE otherwise' },
  format: { type: 'string', value: FORMATS.join('|'), about: 'sarif for code scanning and editors, github for GitHub Actions' },
  json: { type: 'boolean', about: 'as --format json' },
  mocks: { type: 'string', value: 'FILE', about: 'a mock file: the errors that it throws are names that something raises' },
  substitute: SUBSTITUTE,
}

export const validate: Command = {
  usage,
  about: 'checks definitions as AWS does, and adds advice; of a folder all that it holds',
  options: OPTIONS,
  examples: ['asl validate order.asl.yaml --advice', 'asl validate statemachines --format sarif > asl.sarif', "asl validate '**/*.asl.json' --severity warning"],
  async run(argv, terminal) {
    const args = readArguments(argv, OPTIONS, usage)
    if (args.files.length === 0) throw new CommandError(`no file is named (usage: ${usage})`)
    const type = oneOf('--type', args.text('type'), ['STANDARD', 'EXPRESS'] as const, 'STANDARD')
    const least = SEVERITIES.indexOf(oneOf('--severity', args.text('severity'), SEVERITIES, 'ADVICE'))
    const format = oneOf('--format', args.text('format') ?? (args.flag('json') ? 'json' : undefined), FORMATS, 'text')
    const mocks = args.text('mocks')
    const mockFile = mocks === undefined ? {} : await readJsonArgument('--mocks', `@${mocks}`, terminal)
    const raises = isObject(mockFile) ? errorsOf(mockFile as unknown as MockFile) : []
    const values = readSubstitutions(args.list('substitute'))
    const texts: ParsedDefinition[] = []

    const examine = async (file: string): Promise<FileReport> => {
      const { parsed, template } = await readSource(file, terminal.stdin)
      if (template !== undefined) return { file, result: 'FAIL', diagnostics: [template], unread: formatDiagnostic(template) }
      texts.push(parsed)
      const filled = parsed.definition === undefined ? parsed : fillIn(parsed, values).parsed
      const { result, diagnostics } = check(filled, { type, raises })
      return { file, result, diagnostics }
    }
    const { files, templates, missing } = findFiles(args.files)
    const reports: FileReport[] = [...missing.map(notRead), ...templates.map(besides)]
    for (const file of files) reports.push(await examine(file).catch((error) => (error instanceof CommandError ? { ...notRead(error.message), file } : Promise.reject(error))))
    refuseStray(texts, values)
    const told = reports.map((report) => ({ ...report, diagnostics: report.diagnostics.filter(({ severity }) => SEVERITIES.indexOf(severity) <= least) }))
    await tell(told, format, args.flag('advice'), terminal)
    if (reports.some(({ unread }) => unread !== undefined)) return EXIT.usage
    return reports.some(({ result }) => result === 'FAIL') ? EXIT.no : EXIT.ok
  },
}

function notRead(unread: string): FileReport {
  return { file: '', result: 'FAIL', diagnostics: [], unread }
}

/** A template in a folder that was looked through: nobody said that it is a definition, so that is no fault of it. */
function besides(template: Diagnostic): FileReport {
  return { file: template.file ?? '', result: 'OK', diagnostics: [{ ...template, severity: 'ADVICE' }] }
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
