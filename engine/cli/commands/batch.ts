import { readArguments } from '../arguments.ts'
import { runBatchLine } from '../batch-line.ts'
import { linesOf } from '../lines.ts'
import type { Command } from '../main.ts'
import { CommandError, EXIT } from '../problems.ts'
import { write } from '../terminal.ts'

const usage = 'asl batch < CASES.jsonl > RESULTS.jsonl'

export const batch: Command = {
  usage,
  about: 'runs cases, one JSON object a line on standard input, and writes one result a line as it goes',
  async run(argv, { stdin, stdout }) {
    const args = readArguments(argv, {}, usage)
    if (args.files.length > 0) throw new CommandError(`cases come from standard input, not from a file (usage: ${usage})`)
    let number = 0
    for await (const line of linesOf(stdin)) {
      number++
      if (line.trim() !== '') await write(stdout, `${await runBatchLine(line, number)}\n`)
    }
    return EXIT.ok
  },
}
