import { serviceReference } from '../../../engine/cli/service-reference.ts'
import { DynamoDB } from '../../../engine/simulation/account/services/dynamodb.ts'
import { actorOf } from '../../../engine/take-home/actor.ts'
import { makePlan } from '../../../engine/take-home/make-plan.ts'
import type { PlannedTable } from '../../../engine/take-home/plan.ts'
import { broughtOf } from './taken.ts'

/** The actor of a pattern, run as Lambda runs it. */
export async function actorIn(slug: string) {
  const plan = await makePlan(await broughtOf(slug), serviceReference)
  return acting(actorOf(plan), plan.tables)
}

/** The actor's text, run as Lambda runs it, with the simulated table in the place of DynamoDB. */
export function acting(text: string, ofStack: readonly Pick<PlannedTable, 'name' | 'partitionKey' | 'sortKey'>[] = []) {
  const tables = new DynamoDB()
  tables.createTable('S-actor', 'key')
  for (const { name, partitionKey, sortKey } of ofStack) tables.createTable(`S-${name}`, partitionKey, sortKey)
  const sent: { DelaySeconds: number, MessageBody: string }[] = []
  const told: [string, object][] = []
  const sdk: Record<string, object> = {
    '@aws-sdk/client-dynamodb': { DynamoDB: class { getItem = call('getItem'); putItem = call('putItem'); updateItem = call('updateItem'); deleteItem = call('deleteItem'); scan = call('scan') } },
    '@aws-sdk/client-sqs': { SQS: class { sendMessage = async (message: typeof sent[number]) => void sent.push(message) } },
    '@aws-sdk/client-sfn': { SFN: class { sendTaskSuccess = async (given: object) => void told.push(['success', given]); sendTaskFailure = async (given: object) => void told.push(['failure', given]) } },
  }
  function call(action: string) {
    return async (parameters: any) => tables.call(action, parameters)
  }
  const module: { handler?: (event: unknown, context: object) => Promise<any> } = {}
  // eslint-disable-next-line no-new-func
  new Function('require', 'process', 'exports', 'setTimeout', text)((name: string) => sdk[name], { env: { STACK: 'S', NOTES: 'S-actor', LATER: 'later', KEY: 'key', SPEED: '1' } }, module, (done: () => void) => done())
  const invoke = (name: string, payload: unknown) => module.handler!(payload, { invokedFunctionArn: `arn:aws:lambda:us-east-1:123456789012:function:S-actor:${name}` })
  return { invoke, handler: (event: unknown) => module.handler!(event, {}), sent, told, tables }
}
