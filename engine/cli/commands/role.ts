import { ACCOUNT, REGION } from '../../asl/index.ts'
import { DEPLOYED, roleOf, toCdk, toCloudFormation, toPolicy, type Place } from '../../asl/role/index.ts'
import { oneFile, oneOf, readArguments, type Options } from '../arguments.ts'
import type { Command } from '../command.ts'
import { needStates, readDefinition } from '../input/read-definition.ts'
import { AT, SUBSTITUTE, unfilledInTemplate } from '../input/substitutions.ts'
import { EXIT } from '../problems.ts'
import { serviceReference } from '../service-reference.ts'
import { write } from '../terminal.ts'

const usage = 'asl role FILE [options]'

const OPTIONS: Options = {
  'format': { type: 'string', value: 'json|cloudformation|cdk', about: 'a policy, a template, or a function for an app; json otherwise' },
  'machine': { type: 'string', value: 'NAME', about: 'the state machine\'s name; StateMachine otherwise' },
  'region': { type: 'string', value: 'REGION', about: 'for json: where it runs; us-east-1 otherwise' },
  'account-id': { type: 'string', value: 'DIGITS', about: 'for json: the account; 123456789012 otherwise' },
  'at': AT,
  'substitute': SUBSTITUTE,
}

export const role: Command = {
  usage,
  about: 'prints the least that a state machine\'s role must allow, and why',
  options: OPTIONS,
  examples: ['asl role order.asl.yaml --region eu-west-1 --account-id 111122223333', 'asl role order.asl.yaml --format cloudformation > role.yaml'],
  async run(argv, { stdin, stdout, stderr }) {
    const args = readArguments(argv, OPTIONS, usage)
    const format = oneOf('--format', args.text('format'), ['json', 'cloudformation', 'cdk'] as const, 'json')
    const file = oneFile(args, usage)
    const machine = args.text('machine') ?? 'StateMachine'
    const place: Place = format === 'json'
      ? { partition: 'aws', region: args.text('region') ?? REGION, account: args.text('account-id') ?? ACCOUNT, machine }
      : { ...DEPLOYED, machine }
    const read = await readDefinition(file, stdin, { substitute: args.list('substitute'), at: args.text('at'), where: place })
    needStates(read)
    const { permissions, notes } = await roleOf(read.definition, place, serviceReference)
    await write(stdout, { json: toPolicy, cloudformation: toCloudFormation, cdk: toCdk }[format](permissions))
    const why = format === 'json' ? permissions.map(({ actions, reasons }) => `${actions.join(', ')}: ${reasons.join('; ')}.`) : []
    await write(stderr, [...why, ...notes, ...unfilledInTemplate(read)].map(line => `${line}\n`).join(''))
    return EXIT.ok
  },
}
