import { formatDiagnostic } from '../../asl/index.ts'
import { batchLosses, runBatchLine } from '../batch-line.ts'
import { readArguments } from '../arguments.ts'
import { linesOf } from '../lines.ts'
import type { Command } from '../command.ts'
import { CommandError, EXIT } from '../problems.ts'
import { write } from '../terminal.ts'

const usage = 'asl batch < CASES.jsonl > RESULTS.jsonl'

export const batch: Command = {
  usage,
  about: 'runs cases, one JSON object a line on standard input, and writes one result a line as it goes',
  options: {},
  examples: ['echo \'{"id": 1, "definition": {"StartAt": "P", "States": {"P": {"Type": "Succeed"}}}}\' | asl batch'],
  async run(argv, { stdin, stdout, stderr }) {
    const args = readArguments(argv, {}, usage)
    if (args.files.length > 0) throw new CommandError(`cases come from standard input, not from a file (usage: ${usage})`)
    let number = 0
    for await (const line of linesOf(stdin)) {
      number++
      if (line.trim() === '') continue
      for (const loss of batchLosses(line, number)) await write(stderr, `${formatDiagnostic(loss)}\n`)
      const isRead = await write(stdout, `${await runBatchLine(line, number)}\n`)
      if (!isRead) break
    }
    return EXIT.ok
  },
}
