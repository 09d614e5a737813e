import type { Json } from '../asl/index.ts'
import type { Plan } from './plan.ts'

/**
 * The function that plays all parts that the simulation plays on the slide. It is deployed as it stands here: JavaScript of Lambda's own runtime, whose
 * SDK is there already. Inline code of a template is a CommonJS module.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-lambda-function-code.html
 */
const ACTOR = `const { DynamoDB } = require('@aws-sdk/client-dynamodb')
const { SFN } = require('@aws-sdk/client-sfn')
const { SQS } = require('@aws-sdk/client-sqs')

const { NOTES, STACK, LATER, KEY, SPEED } = process.env
const db = new DynamoDB()
const sleep = seconds => new Promise(resolve => setTimeout(resolve, seconds * 1000))
const same = (a, b) => JSON.stringify(a) === JSON.stringify(b)
const whole = value => JSON.parse(JSON.stringify(value), (_, one) => one && one.$times ? one.$times[0].repeat(one.$times[1]) : one)

/** Begins a case: a new count of calls, and the tables as the case finds them. */
async function begin(name) {
  if (!cases[name]) throw new Error('There is no case ' + name)
  for (const [table, keys] of Object.entries(tables)) {
    const TableName = STACK + '-' + table
    const { Items } = await db.scan({ TableName })
    for (const row of Items) await db.deleteItem({ TableName, Key: Object.fromEntries(keys.map(key => [key, row[key]])) })
    for (const Item of cases[name].rows[table] || []) await db.putItem({ TableName, Item })
  }
  await db.putItem({ TableName: NOTES, Item: { key: { S: 'case' }, name: { S: name }, run: { N: String(Date.now()) } } })
  return name
}

/** The answer to this call: the next of those that are for calls like it; the last one stays. */
async function next(target, given) {
  const { Item } = await db.getItem({ TableName: NOTES, Key: { key: { S: 'case' } }, ConsistentRead: true })
  const all = (Item && cases[Item.name.S].answers[target]) || []
  const mine = all.filter(({ when }) => !when || Object.entries(when).every(([key, value]) => same(key ? given[key] : given, value)))
  if (!mine.length) throw new Error('Nobody has an answer for ' + target)
  const key = { S: [Item.run.N, target, all.indexOf(mine[0])].join(' ') }
  const { Attributes } = await db.updateItem({ TableName: NOTES, Key: { key }, UpdateExpression: 'ADD calls :one', ExpressionAttributeValues: { ':one': { N: '1' } }, ReturnValues: 'UPDATED_NEW' })
  return mine[Math.min(Attributes.calls.N, mine.length) - 1]
}

/** A queue keeps a message for 15 minutes at most: what is due later goes round. */
const later = (job, seconds) => new SQS().sendMessage({ QueueUrl: LATER, DelaySeconds: Math.max(0, Math.min(900, Math.ceil(seconds))), MessageBody: JSON.stringify(job) })

async function asked(target, given, taskToken) {
  const { after = 0, lost, beat, ...answer } = await next(target, given)
  const due = Date.now() + after / SPEED * 1000
  if (!lost) await later({ taskToken, due, ...answer }, after / SPEED)
  if (beat) await later({ taskToken, every: beat.every / SPEED, until: Date.now() + beat.until / SPEED * 1000 }, beat.every / SPEED)
}

async function work(job) {
  const { taskToken, due, every, until, result, error, cause } = job
  const now = Date.now()
  if (due > now + 500) return later(job, (due - now) / 1000)
  const sfn = new SFN()
  try {
    if (every) await sfn.sendTaskHeartbeat({ taskToken })
    else if (error) await sfn.sendTaskFailure({ taskToken, error, cause })
    else await sfn.sendTaskSuccess({ taskToken, output: JSON.stringify(whole(result)) })
  } catch (failure) {
    if (!/^Task(?:TimedOut|DoesNotExist)/.test(failure.name)) throw failure
    return console.log('Too late: ' + failure.message)
  }
  if (every && now + every * 1000 <= until) await later(job, every)
}

async function record({ eventSourceARN, body, dynamodb }) {
  const name = eventSourceARN.split(/[:/]/)[body ? 5 : 6].slice(STACK.length + 1)
  const given = body ? JSON.parse(body) : dynamodb.NewImage
  if (name === 'later') return work(given)
  const token = Object.entries(given).find(([key]) => /token$/i.test(key))
  if (token) await asked((body ? 'queue ' : 'table ') + name, given, token[1].S || token[1])
}

exports.handler = async (event, { invokedFunctionArn }) => {
  if (event.begin) return begin(event.begin)
  if (event.Records) return void await Promise.all(event.Records.map(record))
  const http = event.requestContext && event.requestContext.http
  if (http && event.headers['x-api-key'] !== KEY) return { statusCode: 403 }
  const given = http ? JSON.parse(event.body || '{}') : event
  const { after = 0, result, error, cause } = await next(http ? http.path : invokedFunctionArn.split(':')[7], given)
  await sleep(after)
  if (http && error === 'States.Http.Socket') await sleep(65)
  if (http) return { statusCode: result ? result.StatusCode : Number(error.split('.')[3]) || 500, headers: { 'content-type': 'application/json' }, body: JSON.stringify(whole(result ? result.ResponseBody ?? null : cause)) }
  if (error) throw Object.assign(new Error(cause), { name: error })
  return whole(result)
}
`

/** A text longer than this that is one letter again and again is written as that. */
const LONG = 200

/**
 * The actor with the cases of a pattern.
 *
 * @returns JavaScript, a CommonJS module
 */
export function actorOf({ cases, tables }: Plan): string {
  const told = Object.fromEntries(cases.flatMap(({ item, answers, rows, mended }) => [[item.name, { rows, answers }] as const, ...Object.entries(mended).map(([then, answers]) => [`${item.name}+${then}`, { rows, answers }] as const)]))
  const keys = Object.fromEntries(tables.map(({ name, partitionKey, sortKey }) => [name, [partitionKey, ...(sortKey === undefined ? [] : [sortKey])]]))
  return [
    '// Plays the parts that are simulated on the slide. What it answers comes from the pattern\'s mocks and cases.',
    `const tables = ${JSON.stringify(keys)}`,
    'const cases = {',
    ...Object.entries(told).map(([name, one]) => `  ${JSON.stringify(name)}: ${JSON.stringify(short(one as unknown as Json))},`),
    '}',
    '',
    ACTOR,
  ].join('\n')
}

function short(value: Json): Json {
  if (typeof value === 'string') return value.length > LONG && value === value[0]!.repeat(value.length) ? { $times: [value[0]!, value.length] } : value
  if (Array.isArray(value)) return value.map(short)
  return value !== null && typeof value === 'object' ? Object.fromEntries(Object.entries(value).map(([key, member]) => [key, short(member)])) : value
}
