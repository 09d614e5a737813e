/** Simulated DynamoDB: tables with conditional writes. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/Welcome.html */

import type { Json, JsonObject } from '../../../asl/index.ts'
import { isObject } from '../../../asl/index.ts'
import { conditionHolds } from './dynamodb-conditions.ts'
import type { Placeholders } from './dynamodb-operands.ts'
import { updated } from './dynamodb-updates.ts'
import { asItem, compareValues, type Item } from './dynamodb-values.ts'
import { requiredText, ServiceError } from './service.ts'

interface Table {
  name: string
  partitionKey: string
  sortKey: string | undefined
  items: Map<string, Item>
  /** By index: the attribute that is its key. An item without it is not in the index. */
  indexes: Map<string, string>
  /** Writes it takes within one second, and those of the present second. */
  capacity: number
  /** So many answers to updates get lost on their way back. */
  answersToLose: number
  second: number
  writes: number
}

export class DynamoDB {
  /** Told of every item that was put or updated, with the name of its table. */
  onWrite: (table: string, item: Item) => void = () => {}
  /** Told of every write that was refused because the table's capacity was used up. */
  onThrottle: (table: string) => void = () => {}
  private readonly tables = new Map<string, Table>()
  private readonly now: () => number

  /** `now`: virtual milliseconds since the epoch. */
  constructor(now: () => number = () => 0) {
    this.now = now
  }

  createTable(name: string, partitionKey: string, sortKey?: string): void {
    this.tables.set(name, { name, partitionKey, sortKey, items: new Map(), indexes: new Map(), capacity: Number.POSITIVE_INFINITY, answersToLose: 0, second: 0, writes: 0 })
  }

  /** Gives a table a global secondary index: the items that have the attribute `key`, all attributes with them. */
  createIndex(table: string, name: string, key: string): void {
    this.table(table).indexes.set(name, key)
  }

  /** Gives a table a write capacity, in writes a second; one more is refused with ProvisionedThroughputExceededException. Nothing is saved up for a burst. */
  limitWrites(name: string, perSecond: number): void {
    this.table(name).capacity = perSecond
  }

  /** Loses so many answers to updates of a table on their way back: what was asked for is written, and nobody hears of it. */
  loseAnswers(name: string, count: number): void {
    this.table(name).answersToLose = count
  }

  /** Every table: its keys, and by index the attribute that is its key. */
  get all(): { name: string, partitionKey: string, sortKey: string | undefined, indexes: ReadonlyMap<string, string> }[] {
    return [...this.tables.values()]
  }

  /** All items of a table, in the order in which they were first written. */
  items(name: string): Item[] {
    return [...this.table(name).items.values()]
  }

  /** Calls an action such as `putItem`. Undefined when the answer is lost. Throws ServiceError. */
  readonly call = (action: string, parameters: JsonObject): Json | undefined => {
    const table = this.table(requiredText(parameters, 'TableName'))
    switch (action) {
      case 'getItem': return present('Item', table.items.get(keyOf(table, asItem(parameters.Key, 'Key'))))
      case 'putItem': return this.put(table, parameters)
      case 'updateItem': return this.update(table, parameters)
      case 'deleteItem': return this.delete(table, parameters)
      case 'query': return find(table, parameters, requiredText(parameters, 'KeyConditionExpression'))
      case 'scan': return find(table, parameters, undefined)
      default: throw new ServiceError('UnknownOperationException', `This simulated DynamoDB has no action ${action}.`)
    }
  }

  private put(table: Table, parameters: JsonObject): Json {
    this.spend(table)
    const item = asItem(parameters.Item, 'Item')
    const key = keyOf(table, item)
    const before = table.items.get(key)
    check(parameters, before)
    table.items.set(key, item)
    this.onWrite(table.name, item)
    return returned(parameters, before, item)
  }

  private update(table: Table, parameters: JsonObject): Json | undefined {
    this.spend(table)
    const keyItem = asItem(parameters.Key, 'Key')
    const key = keyOf(table, keyItem)
    const before = table.items.get(key)
    check(parameters, before)
    const after = typeof parameters.UpdateExpression === 'string'
      ? updated(parameters.UpdateExpression, before ?? keyItem, placeholdersOf(parameters))
      : before ?? keyItem
    table.items.set(key, after)
    this.onWrite(table.name, after)
    if (table.answersToLose > 0) return void table.answersToLose--
    return returned(parameters, before, after)
  }

  private delete(table: Table, parameters: JsonObject): Json {
    this.spend(table)
    const key = keyOf(table, asItem(parameters.Key, 'Key'))
    const before = table.items.get(key)
    check(parameters, before)
    table.items.delete(key)
    return returned(parameters, before, undefined)
  }

  private spend(table: Table): void {
    const second = Math.floor(this.now() / 1000)
    if (table.second !== second) {
      table.second = second
      table.writes = 0
    }
    if (table.writes >= table.capacity) {
      this.onThrottle(table.name)
      throw new ServiceError('ProvisionedThroughputExceededException', 'The level of configured provisioned throughput for the table was exceeded.')
    }
    table.writes++
  }

  private table(name: string): Table {
    const table = this.tables.get(name.replace(/^arn:.*:table\//, ''))
    if (!table) throw new ServiceError('ResourceNotFoundException', 'Requested resource not found')
    return table
  }
}

function keyOf({ partitionKey, sortKey }: Table, item: Item): string {
  const parts = [partitionKey, ...(sortKey === undefined ? [] : [sortKey])].map((name) => {
    if (!item[name]) throw new ServiceError('ValidationException', `One of the required keys was not given a value: ${name}`)
    return JSON.stringify(item[name])
  })
  return parts.join('|')
}

function placeholdersOf(parameters: JsonObject): Placeholders {
  const map = (value: Json | undefined): JsonObject => value !== undefined && isObject(value) ? value : {}
  return { names: map(parameters.ExpressionAttributeNames), values: map(parameters.ExpressionAttributeValues) }
}

function check(parameters: JsonObject, before: Item | undefined): void {
  const { ConditionExpression: condition } = parameters
  if (typeof condition !== 'string' || conditionHolds(condition, before ?? {}, placeholdersOf(parameters))) return
  throw new ServiceError('ConditionalCheckFailedException', 'The conditional request failed')
}

function returned({ ReturnValues: what }: JsonObject, before: Item | undefined, after: Item | undefined): Json {
  if (what === 'ALL_OLD') return present('Attributes', before)
  if (what === 'ALL_NEW') return present('Attributes', after)
  if (what !== 'UPDATED_NEW' && what !== 'UPDATED_OLD') return {}
  const from = what === 'UPDATED_NEW' ? after : before
  const changed = Object.keys({ ...before, ...after }).filter(name => JSON.stringify(before?.[name]) !== JSON.stringify(after?.[name]) && from?.[name] !== undefined)
  return { Attributes: Object.fromEntries(changed.map(name => [name, from![name]!])) }
}

function find(table: Table, parameters: JsonObject, keyCondition: string | undefined): Json {
  const placeholders = placeholdersOf(parameters)
  const { FilterExpression: filter, Limit: limit, ScanIndexForward: forward } = parameters
  let items = [...table.items.values()]
  const { IndexName: index } = parameters
  if (typeof index === 'string') {
    const key = table.indexes.get(index)
    if (key === undefined) throw new ServiceError('ValidationException', `The table does not have the specified index: ${index}`)
    items = items.filter(item => item[key] !== undefined)
  }
  if (keyCondition !== undefined) items = items.filter(item => conditionHolds(keyCondition, item, placeholders))
  const { sortKey } = table
  if (sortKey !== undefined) items.sort((a, b) => compareValues(a[sortKey]!, b[sortKey]!) ?? 0)
  if (forward === false) items.reverse()
  const read = typeof limit === 'number' ? items.slice(0, limit) : items
  const found = typeof filter === 'string' ? read.filter(item => conditionHolds(filter, item, placeholders)) : read
  return { Items: found, Count: found.length, ScannedCount: read.length }
}

function present(name: string, item: Item | undefined): Json {
  return item ? { [name]: item } : {}
}
