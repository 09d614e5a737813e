import type { WorldAction } from './cases.ts'
import type { YamlFields, YamlNode } from './yaml-fields.ts'
import { orNear } from '../near-name.ts'

/** What each action may say besides when and what. */
export const ACTION_FIELDS: Record<WorldAction['type'], readonly string[]> = {
  SendTaskSuccess: ['token', 'output'],
  SendTaskFailure: ['token', 'error', 'cause'],
  SendTaskHeartbeat: ['token'],
  Drop: ['token'],
  StopExecution: ['error', 'cause'],
  RedriveExecution: ['mockCase'],
  UpdateStateMachineAlias: ['alias', 'weights'],
  UpdateMapRun: ['maxConcurrency'],
}

const OF_WORLDS = new Set(['UpdateStateMachineAlias', 'UpdateMapRun'])

/**
 * Reads the actions of a case.
 *
 * @param yaml the file
 * @param node the list
 * @param many the case starts many executions: an action then says which run it is done to
 * @returns the actions, with times in seconds
 */
export function readActions(yaml: YamlFields, node: YamlNode, many: boolean): WorldAction[] {
  return yaml.list(node, 'actions').map((item) => {
    const { type: typeNode } = yaml.fields(item, 'An action')
    const type = yaml.text(typeNode, 'An action’s type', item) as WorldAction['type']
    const own = ACTION_FIELDS[type]
    if (!own)
      yaml.complain(`There is no action “${type}”${orNear(type, Object.keys(ACTION_FIELDS), 'there is')}`, typeNode ?? item)
    else if (!many && OF_WORLDS.has(type))
      yaml.complain(`${type} belongs to cases with runs`, typeNode)
    const found = yaml.fields(item, type || 'An action', own && ['at', 'type', ...(many ? ['run'] : []), ...own])
    for (const field of ['token', 'run', 'maxConcurrency']) {
      if (found[field] !== undefined)
        yaml.number(found[field], `${type}: ${field}`)
    }
    for (const field of ['error', 'cause', 'mockCase', 'alias']) {
      if (found[field] !== undefined)
        yaml.text(found[field], `${type}: ${field}`)
    }
    if (type === 'UpdateStateMachineAlias')
      yaml.numbers(found.weights, 'weights')
    return { ...yaml.plain(item), at: yaml.seconds(found.at, `${type}: at`, item) }
  })
}
