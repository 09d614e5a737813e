import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../../../engine/asl/index.ts'
import { DynamoDB } from '../../../engine/simulation/account/services/dynamodb.ts'
import { conditionHolds } from '../../../engine/simulation/account/services/dynamodb-conditions.ts'

const item = { id: { S: 'a' }, n: { N: '5' }, list: { L: [{ S: 'x' }] }, tags: { SS: ['red', 'blue'] }, inner: { M: { deep: { N: '1' } } } }
const holds = (text: string, values: JsonObject = {}, names: JsonObject = {}) => conditionHolds(text, item, { names, values })

describe('conditions', () => {
  test.each<[string, JsonObject, boolean]>([
    ['attribute_exists(id)', {}, true],
    ['attribute_not_exists(gone)', {}, true],
    ['attribute_not_exists(id) OR n < :five', { ':five': { N: '5' } }, false],
    ['n <= :five AND NOT n <> :five', { ':five': { N: '5.0' } }, true],
    ['n BETWEEN :low AND :high', { ':low': { N: '1' }, ':high': { N: '10' } }, true],
    ['id IN (:x, :y)', { ':x': { S: 'z' }, ':y': { S: 'a' } }, true],
    ['begins_with(id, :p)', { ':p': { S: 'a' } }, true],
    ['contains(tags, :t) and contains(list, :x)', { ':t': { S: 'red' }, ':x': { S: 'x' } }, true],
    ['size(tags) = :two', { ':two': { N: '2' } }, true],
    ['inner.deep = :one and list[0] = :x', { ':one': { N: '1' }, ':x': { S: 'x' } }, true],
    ['attribute_type(n, :t)', { ':t': { S: 'N' } }, true],
    ['gone = :five', { ':five': { N: '5' } }, false],
    ['n > :text', { ':text': { S: '1' } }, false],
    ['(n = :five OR n = :six) AND id = :id', { ':five': { N: '5' }, ':six': { N: '6' }, ':id': { S: 'b' } }, false],
  ])('%s', (text, values, expected) => {
    expect(holds(text, values)).toBe(expected)
  })

  test('names may be placeholders', () => {
    expect(holds('#n = :five', { ':five': { N: '5' } }, { '#n': 'n' })).toBe(true)
  })

  test.each(['n = ', 'n ? :a', 'constructor(n)', '(n = :a', 'n = :missing', '#gone = :a'])('%s is refused with ValidationException', (text) => {
    expect(() => holds(text, { ':a': { N: '1' } })).toThrow(expect.objectContaining({ code: 'ValidationException' }))
  })
})

describe('a table', () => {
  const table = () => {
    const db = new DynamoDB()
    db.createTable('t', 'id')
    return db
  }

  test('a conditional write fails as the service fails it', () => {
    const db = table()
    const put = () => db.call('putItem', { TableName: 't', Item: { id: { S: 'a' } }, ConditionExpression: 'attribute_not_exists(id)' })
    expect(put()).toEqual({})
    expect(put).toThrow(expect.objectContaining({ code: 'ConditionalCheckFailedException' }))
  })

  test('updates set, count, append, remove, and give back what they were asked for', () => {
    const db = table()
    const update = (UpdateExpression: string, values: JsonObject, ReturnValues = 'ALL_NEW') =>
      db.call('updateItem', { TableName: 't', Key: { id: { S: 'a' } }, UpdateExpression, ExpressionAttributeValues: values, ReturnValues })
    expect(update('SET n = if_not_exists(n, :zero) + :one, l = list_append(if_not_exists(l, :none), :x)', { ':zero': { N: '0' }, ':one': { N: '1' }, ':none': { L: [] }, ':x': { L: [{ S: 'x' }] } }))
      .toEqual({ Attributes: { id: { S: 'a' }, n: { N: '1' }, l: { L: [{ S: 'x' }] } } })
    expect(update('ADD n :two, tags :tag REMOVE l[0]', { ':two': { N: '2' }, ':tag': { SS: ['red'] } }, 'UPDATED_NEW')).toEqual({ Attributes: { n: { N: '3' }, tags: { SS: ['red'] }, l: { L: [] } } })
    expect(update('DELETE tags :tag', { ':tag': { SS: ['red'] } }, 'ALL_OLD')).toMatchObject({ Attributes: { tags: { SS: ['red'] } } })
    expect(db.items('t')).toEqual([{ id: { S: 'a' }, n: { N: '3' }, l: { L: [] } }])
  })

  test('an update whose answer gets lost has been written, and the next one is answered', () => {
    const db = table()
    db.loseAnswers('t', 1)
    const take = () => db.call('updateItem', { TableName: 't', Key: { id: { S: 'a' } }, UpdateExpression: 'ADD n :one', ExpressionAttributeValues: { ':one': { N: '1' } } })
    expect(take()).toBeUndefined()
    expect(db.items('t')).toEqual([{ id: { S: 'a' }, n: { N: '1' } }])
    expect(take()).toEqual({})
  })

  test('queries by key, in the order of the sort key', () => {
    const db = new DynamoDB()
    db.createTable('t', 'id', 'at')
    for (const at of ['3', '1', '2']) db.call('putItem', { TableName: 't', Item: { id: { S: 'a' }, at: { N: at } } })
    const found = db.call('query', { TableName: 't', KeyConditionExpression: 'id = :id AND #at > :one', ExpressionAttributeNames: { '#at': 'at' }, ExpressionAttributeValues: { ':id': { S: 'a' }, ':one': { N: '1' } } })
    expect(found).toMatchObject({ Count: 2, Items: [{ at: { N: '2' } }, { at: { N: '3' } }] })
  })

  test('a table that is not there', () => {
    expect(() => table().call('getItem', { TableName: 'other', Key: {} })).toThrow(expect.objectContaining({ code: 'ResourceNotFoundException' }))
  })
})

describe('the write capacity of a table', () => {
  test('is used up within a second and back in the next; refused writes change nothing and are told of', () => {
    let now = 500
    const db = new DynamoDB(() => now)
    db.createTable('slots', 'id')
    db.limitWrites('slots', 2)
    let refused = 0
    db.onThrottle = () => refused++
    const put = (id: string) => db.call('putItem', { TableName: 'slots', Item: { id: { S: id } } })
    put('a')
    put('b')
    expect(() => put('c')).toThrow(expect.objectContaining({ code: 'ProvisionedThroughputExceededException' }))
    expect(db.items('slots')).toHaveLength(2)
    expect(refused).toBe(1)
    now = 1000
    put('c')
    expect(db.items('slots')).toHaveLength(3)
  })

  test('does not count what is read', () => {
    const db = new DynamoDB()
    db.createTable('slots', 'id')
    db.limitWrites('slots', 0)
    expect(db.call('getItem', { TableName: 'slots', Key: { id: { S: 'a' } } })).toEqual({})
  })
})

test('whoever listens is told of what was put or updated, not of what a condition refused', () => {
  const db = new DynamoDB()
  db.createTable('slots', 'id')
  const written: unknown[] = []
  db.onWrite = (table, item) => written.push([table, item])
  db.call('putItem', { TableName: 'slots', Item: { id: { S: 'a' } } })
  db.call('updateItem', { TableName: 'slots', Key: { id: { S: 'a' } }, UpdateExpression: 'SET n = :n', ExpressionAttributeValues: { ':n': { N: '1' } } })
  expect(() => db.call('putItem', { TableName: 'slots', Item: { id: { S: 'a' } }, ConditionExpression: 'attribute_not_exists(id)' })).toThrow()
  expect(written).toEqual([['slots', { id: { S: 'a' } }], ['slots', { id: { S: 'a' }, n: { N: '1' } }]])
})

test('an index has the items that have its key, and no others', () => {
  const db = new DynamoDB()
  db.createTable('orders', 'orderId')
  db.createIndex('orders', 'parked', 'parked')
  db.call('putItem', { TableName: 'orders', Item: { orderId: { S: 'a' }, parked: { S: 'breaker open' } } })
  db.call('putItem', { TableName: 'orders', Item: { orderId: { S: 'b' } } })
  expect(db.call('scan', { TableName: 'orders', IndexName: 'parked' })).toMatchObject({ Count: 1, Items: [{ orderId: { S: 'a' } }] })
  db.call('updateItem', { TableName: 'orders', Key: { orderId: { S: 'a' } }, UpdateExpression: 'REMOVE parked' })
  expect(db.call('scan', { TableName: 'orders', IndexName: 'parked' })).toMatchObject({ Count: 0 })
  expect(() => db.call('scan', { TableName: 'orders', IndexName: 'none' })).toThrow(expect.objectContaining({ code: 'ValidationException' }))
})
