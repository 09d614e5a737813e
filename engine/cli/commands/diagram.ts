import { toMermaid } from '../../asl/index.ts'
import { oneFile, oneOf, readArguments } from '../arguments.ts'
import { readDefinition } from '../files.ts'
import type { Command } from '../command.ts'
import { EXIT } from '../problems.ts'
import { write } from '../terminal.ts'

const usage = 'asl diagram FILE [--direction TB|LR] [--labels short|none] [--reachable]'

export const diagram: Command = {
  usage,
  about: 'prints a state machine as Mermaid source',
  async run(argv, { stdin, stdout }) {
    const args = readArguments(argv, { direction: { type: 'string' }, labels: { type: 'string' }, reachable: { type: 'boolean' } }, usage)
    const direction = oneOf('--direction', args.text('direction'), ['TB', 'LR'] as const, 'TB')
    const labels = oneOf('--labels', args.text('labels'), ['short', 'none'] as const, 'short')
    const { definition } = await readDefinition(oneFile(args, usage), stdin)
    await write(stdout, toMermaid(definition, { direction, labels, onlyReachable: args.flag('reachable') }).source)
    return EXIT.ok
  },
}
