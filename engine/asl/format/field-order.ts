/**
 * The order in which AWS's documentation writes fields. Names that are not listed keep their order and come before the last group, which is
 * where a state goes on to.
 *
 * https://docs.aws.amazon.com/step-functions/latest/dg/statemachine-structure.html
 */

/** What an object of the language is; `data` holds what the language does not name, and keeps its order. */
export type Role = 'machine' | 'states' | 'state' | 'branches' | 'retriers' | 'retrier' | 'catchers' | 'catcher' | 'choices' | 'choice' | 'reader' | 'data'

interface Order {
  first: readonly string[]
  last: readonly string[]
}

/** A merge key stands where it is seen first. */
const MERGE = '<<'

const MACHINE: Order = { first: [MERGE, 'Comment', 'QueryLanguage', 'Version', 'ProcessorConfig', 'StartAt', 'TimeoutSeconds'], last: ['States'] }

const STATE: Order = {
  first: [
    MERGE, 'Type', 'Comment', 'QueryLanguage', 'InputPath',
    'Resource', 'Credentials', 'Parameters', 'Arguments',
    'Seconds', 'SecondsPath', 'Timestamp', 'TimestampPath',
    'Error', 'ErrorPath', 'Cause', 'CausePath',
    'Items', 'ItemsPath', 'ItemReader', 'ItemSelector', 'ItemBatcher',
    'MaxConcurrency', 'MaxConcurrencyPath', 'ToleratedFailureCount', 'ToleratedFailureCountPath', 'ToleratedFailurePercentage', 'ToleratedFailurePercentagePath', 'Label',
    'ItemProcessor', 'Iterator', 'ResultWriter', 'Branches',
    'TimeoutSeconds', 'TimeoutSecondsPath', 'HeartbeatSeconds', 'HeartbeatSecondsPath',
    'Choices',
  ],
  last: ['Result', 'ResultSelector', 'ResultPath', 'OutputPath', 'Assign', 'Output', 'Retry', 'Catch', 'Default', 'Next', 'End'],
}

const ORDERS: Partial<Record<Role, Order>> = {
  machine: MACHINE,
  state: STATE,
  retrier: { first: [MERGE, 'Comment', 'ErrorEquals', 'IntervalSeconds', 'MaxAttempts', 'BackoffRate', 'MaxDelaySeconds', 'JitterStrategy'], last: [] },
  catcher: { first: [MERGE, 'Comment', 'ErrorEquals'], last: ['ResultPath', 'Assign', 'Output', 'Next'] },
  choice: { first: [MERGE, 'Comment', 'Condition', 'Variable'], last: ['Assign', 'Output', 'Next'] },
  reader: { first: [MERGE, 'Resource', 'ReaderConfig', 'WriterConfig'], last: ['Parameters', 'Arguments'] },
}

/** What a member of an object is, by its name. */
export function roleOfMember(role: Role, name: string): Role {
  if (role === 'machine') return name === 'States' ? 'states' : 'data'
  if (role === 'states') return 'state'
  return role === 'state' ? MEMBERS[name] ?? 'data' : 'data'
}

const MEMBERS: Partial<Record<string, Role>> = {
  Branches: 'branches',
  ItemProcessor: 'machine',
  Iterator: 'machine',
  Retry: 'retriers',
  Catch: 'catchers',
  Choices: 'choices',
  ItemReader: 'reader',
  ResultWriter: 'reader',
}

/** What the items of a list are. */
export function roleOfItem(role: Role): Role {
  const items: Partial<Record<Role, Role>> = { branches: 'machine', retriers: 'retrier', catchers: 'catcher', choices: 'choice' }
  return items[role] ?? 'data'
}

/**
 * Puts the members of an object into their order; those of equal rank stay as they are.
 *
 * @param members in the order of the text
 * @param nameOf a member's name
 * @returns a new list
 */
export function inOrder<T>(role: Role, members: readonly T[], nameOf: (member: T) => string | undefined): T[] {
  const order = ORDERS[role]
  if (order === undefined) return [...members]
  const rank = (member: T): number => {
    const name = nameOf(member) ?? ''
    const first = order.first.indexOf(name)
    if (first >= 0) return first
    const last = order.last.indexOf(name)
    return last < 0 ? order.first.length : order.first.length + 1 + last
  }
  return [...members].sort((a, b) => rank(a) - rank(b))
}
