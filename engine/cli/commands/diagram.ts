import { toMermaid } from '../../asl/index.ts'
import { oneFile, oneOf, readArguments, type Options } from '../arguments.ts'
import type { Command } from '../command.ts'
import { needStates, readDefinition } from '../input/read-definition.ts'
import { AT, SUBSTITUTE, unfilledInTemplate } from '../input/substitutions.ts'
import { EXIT } from '../problems.ts'
import { write } from '../terminal.ts'

const usage = 'asl diagram FILE [options]'

const OPTIONS: Options = {
  direction: { type: 'string', value: 'TB|LR', about: 'from top to bottom, or from left to right; TB otherwise' },
  labels: { type: 'string', value: 'short|none', about: 'what stands at transitions; short otherwise' },
  reachable: { type: 'boolean', about: 'leaves out states that no way leads to' },
  at: AT,
  substitute: SUBSTITUTE,
}

export const diagram: Command = {
  usage,
  about: 'prints a state machine as Mermaid source',
  options: OPTIONS,
  examples: ['asl diagram order.asl.yaml --direction LR > order.mmd'],
  async run(argv, { stdin, stdout, stderr }) {
    const args = readArguments(argv, OPTIONS, usage)
    const direction = oneOf('--direction', args.text('direction'), ['TB', 'LR'] as const, 'TB')
    const labels = oneOf('--labels', args.text('labels'), ['short', 'none'] as const, 'short')
    const read = await readDefinition(oneFile(args, usage), stdin, { substitute: args.list('substitute'), at: args.text('at') })
    needStates(read)
    await write(stderr, unfilledInTemplate(read).map((line) => `${line}\n`).join(''))
    await write(stdout, toMermaid(read.definition, { direction, labels, onlyReachable: args.flag('reachable') }).source)
    return EXIT.ok
  },
}
