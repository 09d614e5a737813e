import { formatDiagnostic, validate as check, type Diagnostic } from '../../asl/index.ts'
import { oneOf, readArguments } from '../arguments.ts'
import { readParsed } from '../files.ts'
import type { Command } from '../command.ts'
import { CommandError, EXIT } from '../problems.ts'
import { painter, printable, write, type Paint } from '../terminal.ts'

const usage = 'asl validate FILE… [--type STANDARD|EXPRESS] [--severity ERROR|WARNING|ADVICE] [--json]'

const SEVERITIES = ['ERROR', 'WARNING', 'ADVICE'] as const
const COLOURS = { ERROR: 'red', WARNING: 'yellow', ADVICE: 'blue' } as const

export const validate: Command = {
  usage,
  about: 'checks definitions as AWS does, and adds advice; --severity says what is the least to be told',
  async run(argv, terminal) {
    const args = readArguments(argv, { type: { type: 'string' }, severity: { type: 'string' }, json: { type: 'boolean' } }, usage)
    if (args.files.length === 0) throw new CommandError(`no file is named (usage: ${usage})`)
    const type = oneOf('--type', args.text('type'), ['STANDARD', 'EXPRESS'] as const, 'STANDARD')
    const least = SEVERITIES.indexOf(oneOf('--severity', args.text('severity'), SEVERITIES, 'ADVICE'))
    const paint = painter(terminal)
    const reports = []
    for (const file of args.files) {
      const { result, diagnostics } = check(await readParsed(file, terminal.stdin), { type })
      const told = diagnostics.filter(({ severity }) => SEVERITIES.indexOf(severity) <= least)
      reports.push({ file, result, diagnostics: told })
      if (!args.flag('json')) await write(terminal.stdout, told.map((diagnostic) => `${line(diagnostic, paint)}\n`).join(''))
    }
    if (args.flag('json')) await write(terminal.stdout, `${JSON.stringify(reports, null, 2)}\n`)
    else await write(terminal.stderr, `${summary(reports.flatMap(({ diagnostics }) => diagnostics), reports.length)}\n`)
    return reports.some(({ result }) => result === 'FAIL') ? EXIT.no : EXIT.ok
  },
}

function line(diagnostic: Diagnostic, paint: Paint): string {
  const word = diagnostic.severity.toLowerCase()
  const text = printable(formatDiagnostic(diagnostic))
  return text.replace(`${word} ${diagnostic.code}`, `${paint(COLOURS[diagnostic.severity], word)} ${diagnostic.code}`)
}

function summary(diagnostics: readonly Diagnostic[], files: number): string {
  const count = (wanted: string): number => diagnostics.filter(({ severity }) => severity === wanted).length
  const plural = (amount: number, word: string): string => `${amount} ${word}${amount === 1 ? '' : 's'}`
  const parts = [plural(count('ERROR'), 'error'), plural(count('WARNING'), 'warning'), `${count('ADVICE')} advice`]
  return `${plural(files, 'file')}: ${parts.join(', ')}`
}
