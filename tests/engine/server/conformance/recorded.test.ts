import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { Clock, isObject, type Json, type JsonObject } from '../../../../engine/asl/index.ts'
import { runBatchLine } from '../../../../engine/cli/batch-line.ts'
import { serve, type ServedStepFunctions } from '../../../../engine/server/index.ts'
import { answer } from '../../../../engine/service/index.ts'
import { answersOf, type RecordedCase } from '../../../../engine/simulation/run/recorded-case.ts'
import { isSweep } from '../../../support/sweep.ts'
import { type CaseResult, type CorpusCase, firstDifference, readComparer, readCorpus } from '../../conformance/run-case.ts'
import { lacking, run } from '../programs.ts'

const noBoto3 = lacking('boto3')

interface AnyCase extends CorpusCase {
  definitionText?: string
  request?: JsonObject & { roleArnOmitted?: boolean }
  expected: JsonObject
}

/** In npm test every ninth case of each kind, all in the sweep. */
function sample(kind: CorpusCase['kind']): AnyCase[] {
  return readCorpus<AnyCase>(kind).filter((_, index) => isSweep || index % 9 === 0)
}

async function replay(cases: object[]): Promise<any[]> {
  const written = await run('python3', [join(import.meta.dirname, 'replay.py')], { input: cases.map(item => `${JSON.stringify(item)}\n`).join('') })
  return written.trim().split('\n').map(line => JSON.parse(line) as unknown)
}

async function differences(cases: AnyCase[], results: CaseResult[]): Promise<Record<string, unknown>> {
  const { compareCase, LEVELS } = await readComparer<AnyCase, CaseResult>()
  return Object.fromEntries(cases.map((item, index) => [item.id, firstDifference(compareCase(item, results[index]!), LEVELS) ?? null]))
}

async function inProcess(cases: AnyCase[]): Promise<Record<string, unknown>> {
  const results = []
  for (const item of cases) results.push(JSON.parse(await runBatchLine(JSON.stringify(item), 0)) as CaseResult)
  return differences(cases, results)
}

describe.skipIf(noBoto3 !== undefined)(`recorded cases through boto3${noBoto3 === undefined ? '' : `, left out: ${noBoto3}`}`, () => {
  it('executions come out as they do in process', { timeout: 600_000 }, async () => {
    const servers: ServedStepFunctions[] = []
    const usual = await serve({ port: 0, clock: 'fast', start: new Clock().now, account: '111111111111' })
    servers.push(usual)
    try {
      // The last part of an Express execution's ARN is the service's own: what reads it can not be told which.
      const cases = sample('execution').filter(({ machineType, context }) => !(machineType === 'EXPRESS' && context))
      const requests = []
      for (const [index, item] of cases.entries()) {
        let server = usual
        // Names that cases have in common, and moments at which they begin, want a server of their own.
        if (item.clock !== undefined || item.stop !== undefined || item.context !== undefined) servers.push(server = await serve({ port: 0, clock: item.stop === undefined ? 'fast' : 'manual', account: '111111111111', start: item.clock === undefined ? new Clock().now : Date.parse(item.clock) }))
        requests.push(await requestOf(item, index, server))
      }
      const results = (await replay(requests)).map(resultOf)
      expect(await differences(cases, results)).toEqual(await inProcess(cases))
    }
    finally {
      for (const server of servers) await server.close()
    }
  })

  it('definitions are judged, and states tested, as they are in process', { timeout: 600_000 }, async () => {
    const server = await serve({ port: 0, clock: 'fast', account: '111111111111' })
    try {
      const definitions = sample('validation')
      const judged = await replay(definitions.map(({ id, definition, definitionText, machineType }) => ({ id, kind: 'validation', endpoint: server.endpoint, type: machineType ?? 'STANDARD', definition: definition === null ? definitionText ?? '' : JSON.stringify(definition) })))
      expect(judged.map(({ validated }) => validated?.result)).toEqual(definitions.map(({ expected }) => expected.valid ? 'OK' : 'FAIL'))
      const states = sample('test_state')
      const tested = await replay(states.map(({ id, definition, request: { roleArnOmitted, ...request } = {} }) => ({
        id,
        kind: 'test_state',
        endpoint: server.endpoint,
        request: { definition: JSON.stringify(definition), ...(roleArnOmitted ? {} : { roleArn: 'arn:aws:iam::111111111111:role/test' }), ...request },
      })))
      expect(await differences(states, tested.map(testedOf))).toEqual(await inProcess(states))
    }
    finally {
      await server.close()
    }
  })
})

/** Puts the machine of a case into a server, with what answers its tasks, and says how it is started. */
async function requestOf(item: AnyCase, index: number, server: ServedStepFunctions): Promise<object> {
  const account = await server.account()
  const { Execution = {}, StateMachine = {} } = (item.context ?? {}) as { Execution?: JsonObject, StateMachine?: JsonObject }
  const express = item.machineType === 'EXPRESS'
  const name = typeof StateMachine.Name === 'string' ? StateMachine.Name : `Machine-${index}`
  const stateMachineArn = account.arn('stateMachine', name)
  await answer(account, 'CreateStateMachine', { name, definition: JSON.stringify(item.definition), roleArn: typeof Execution.RoleArn === 'string' ? Execution.RoleArn : 'arn:aws:iam::111111111111:role/test', type: express ? 'EXPRESS' : 'STANDARD' })
  account.machines.get(stateMachineArn)!.answers = answersOf(item as RecordedCase)
  return {
    id: item.id,
    kind: 'execution',
    endpoint: server.endpoint,
    stateMachineArn,
    express,
    name: typeof Execution.Name === 'string' ? Execution.Name : `case-${index}`,
    input: JSON.stringify(item.input === undefined ? {} : item.input),
    ...(item.stop === undefined ? {} : { stop: item.stop }),
  }
}

function parsed(text: Json | undefined): Json | undefined {
  return typeof text === 'string' ? JSON.parse(text) as Json : undefined
}

function resultOf({ id, ended, events, refused }: { id: string, ended?: JsonObject, events?: JsonObject[], refused?: JsonObject }): CaseResult {
  if (!ended) return { id, unsupported: JSON.stringify(refused) }
  const { status, error, cause } = ended as { status: string, error?: string, cause?: string }
  const output = parsed(ended.output)
  return { id, status, ...(output === undefined ? {} : { output }), ...(error === undefined ? {} : { error }), ...(cause === undefined ? {} : { cause }), events: events!.map(flat) }
}

const TEXTS = new Set(['input', 'output', 'parameters'])
const HIDDEN = new Set(['roleArn', 'region', 'mapRunArn', 'workerName', 'inputDetails', 'outputDetails', 'assignedVariablesDetails'])

/** An event as the recordings have it: flat, with JSON read. */
function flat({ id, previousEventId, type, timestamp: _, ...rest }: JsonObject): any {
  const details = Object.values(rest).find(isObject) ?? {}
  const own = Object.entries(details).filter(([key]) => !HIDDEN.has(key)).map(([key, value]): [string, Json] => {
    if (key === 'assignedVariables') return ['assigned', Object.fromEntries(Object.entries(value as JsonObject).map(([name, text]) => [name, parsed(text)!]))]
    return [key, TEXTS.has(key) ? parsed(value)! : value]
  })
  return { id, prev: previousEventId, type, ...Object.fromEntries(own) }
}

const PLAIN = new Set(['errorDetails', 'maxConcurrency', 'toleratedFailureCount', 'toleratedFailurePercentage'])

function testedOf({ id, tested, refused }: { id: string, tested?: JsonObject, refused?: { Code: string, Message: string } }): any {
  if (!tested) return { id, exception: { code: refused!.Code, message: refused!.Message } }
  const { output, inspectionData, ...rest } = tested
  return {
    id,
    ...rest,
    ...(output === undefined ? {} : { output: parsed(output) }),
    ...(isObject(inspectionData) ? { inspectionData: Object.fromEntries(Object.entries(inspectionData).map(([key, value]) => [key, PLAIN.has(key) ? value : parsed(value)])) } : {}),
  }
}
