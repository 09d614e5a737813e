import type { ActionLookup } from '../asl/role/index.ts'

/**
 * What IAM knows of some services, small enough for a page. By service prefix: the ARNs of its types of resources, and of each action the types that it
 * can be narrowed to, `table!` where one must be named. None: AWS allows the action on nothing narrower than `*`.
 */
export type ActionTable = Record<string, { arns: Record<string, string>, actions: Record<string, string[]> }>

/** The services of the table: those that the patterns' and the exercises' machines call, and what is likely to be tried in their place. */
export const TABLE_SERVICES = ['athena', 'batch', 'bedrock', 'bedrock-agentcore', 'codebuild', 'dynamodb', 'ecs', 'elasticmapreduce', 'events', 'glue', 'lambda', 's3', 'secretsmanager', 'sns', 'sqs', 'states'] as const

/** Looks actions up in a table; what it has not, is unknown. */
export function lookupIn(table: ActionTable): ActionLookup {
  return async (service, action) => {
    const { arns = {}, actions = {} } = Object.hasOwn(table, service) ? table[service]! : {}
    const types = Object.hasOwn(actions, action) ? actions[action]! : undefined
    return types && {
      isWildcardOnly: types.length === 0,
      resourceTypes: types.map((type) => {
        const name = type.replace(/!$/, '')
        return { name, required: name !== type, arn: arns[name]! }
      }),
    }
  }
}
