import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import JSZip from 'jszip'
import { afterAll, describe, expect, it } from 'vitest'
import { inputShape, loadApiModels, memberName, operationOf, outputShape, shapeNamed } from '../../../engine/asl/api-models/index.ts'
import { parseIntegration } from '../../../engine/asl/index.ts'
import { snippetIntegrations, wantedOperations } from '../../../scripts/models/actions.ts'
import { BOTOCORE, readModels, versionOf } from '../../../scripts/models/botocore.ts'
import { cutModels, ModelError, modelsText, type ServiceModel } from '../../../scripts/models/cut.ts'

const root = join(import.meta.dirname, '..', '..', '..')

/** A service as botocore describes one, with a bit of everything. */
const tea: ServiceModel = {
  metadata: { serviceId: 'Tea House-Shop' },
  operations: {
    Brew: { input: { shape: 'BrewRequest' }, output: { shape: 'BrewResponse' } },
    Pour: { input: { shape: 'BrewRequest' } },
    Listen: { output: { shape: 'ListenResponse' } },
  },
  shapes: {
    BrewRequest: { type: 'structure', required: ['leaf'], members: { leaf: { shape: 'Leaf' } } },
    BrewResponse: { type: 'structure', required: ['cup'], members: { cup: { shape: 'Cup' }, notes: { shape: 'Notes' }, steam: { shape: 'Steam' }, at: { shape: 'When' } } },
    ListenResponse: { type: 'structure', required: ['stream'], members: { stream: { shape: 'Stream' } } },
    Stream: { type: 'structure', eventstream: true, members: { cup: { shape: 'Cup' } } },
    Cup: { type: 'structure', members: { inner: { shape: 'Cup' }, grams: { shape: 'Grams' }, name: { shape: 'Name' } } },
    Notes: { type: 'map', value: { shape: 'Lines' } },
    Lines: { type: 'list', member: { shape: 'Text' }, min: 1 },
    Steam: { type: 'structure', document: true },
    Leaf: { type: 'string', enum: ['GREEN', 'BLACK'] },
    Name: { type: 'string', min: 0, max: 80, sensitive: true },
    Grams: { type: 'integer', min: 0 },
    Text: { type: 'string' },
    When: { type: 'timestamp' },
    Unused: { type: 'string', min: 3 },
  },
}

describe('the generator', () => {
  const wanted = { outputs: ['teahouseshop:Pour', 'teahouseshop:Brew', 'teahouseshop:Listen', 'teahouseshop:Brew'], inputs: ['teahouseshop:Brew'], limits: { 'teahouseshop:Grams': { max: 9 } } }

  it('cuts the shapes that are used out of a model, without what limits nothing', () => {
    expect(modelsText(cutModels([tea], wanted, 'botocore 0.0.1'))).toBe(`{
  "about": "Made by npm run models from the API models of the AWS SDK for Python (Apache License 2.0, copyright Amazon.com, Inc.); not to be edited.",
  "source": "botocore 0.0.1",
  "outputs": {
    "teahouseshop:Brew": "BrewResponse",
    "teahouseshop:Listen": null,
    "teahouseshop:Pour": null
  },
  "inputs": {
    "teahouseshop:Brew": "BrewRequest"
  },
  "shapes": {
    "teahouseshop": {
      "BrewRequest": { "type": "structure", "members": { "leaf": "Leaf" }, "required": ["leaf"] },
      "BrewResponse": { "type": "structure", "members": { "cup": "Cup", "notes": "Notes", "steam": "document", "at": "timestamp" }, "required": ["cup"] },
      "Cup": { "type": "structure", "members": { "inner": "Cup", "grams": "Grams", "name": "Name" } },
      "Grams": { "type": "integer", "min": 0, "max": 9 },
      "Leaf": { "type": "string", "enum": ["GREEN", "BLACK"] },
      "Lines": { "type": "list", "member": "string", "min": 1 },
      "Name": { "type": "string", "max": 80, "sensitive": true },
      "Notes": { "type": "map", "value": "Lines" }
    }
  }
}
`)
  })

  it.each([
    ['an operation that there is not', { outputs: ['teahouseshop:Bake'], inputs: [] }, 'botocore 0.0.1 has no operation teahouseshop:Bake'],
    ['a service that there is not', { outputs: ['coffee:Brew'], inputs: [] }, 'botocore 0.0.1 has no operation coffee:Brew'],
    ['a request of nothing', { outputs: [], inputs: ['teahouseshop:Listen'] }, 'teahouseshop:Listen of botocore 0.0.1 takes no input'],
  ])('says what is missing: %s', (_what, odd, message) => {
    expect(() => cutModels([tea], odd, 'botocore 0.0.1')).toThrow(new ModelError(message))
  })

  describe('reads a wheel', () => {
    const folder = mkdtempSync(join(tmpdir(), 'wheel-'))
    afterAll(() => rmSync(folder, { recursive: true, force: true }))

    it('the newest model of every service', async () => {
      const zip = new JSZip()
      const older = { ...tea, operations: {} }
      for (const [date, model] of Object.entries({ '2014-11-11': older, '2015-03-31': tea })) zip.file(`botocore/data/tea/${date}/service-2.json.gz`, gzipSync(JSON.stringify(model)))
      zip.file('botocore/data/tea/2015-03-31/paginators-1.json', '{}')
      const wheel = join(folder, 'botocore-0.0.1-py3-none-any.whl')
      writeFileSync(wheel, await zip.generateAsync({ type: 'nodebuffer' }))
      expect(await readModels(wheel)).toEqual([tea])
      expect(versionOf(wheel)).toBe('0.0.1')
    })

    it('and says when it is none', async () => {
      const wheel = join(folder, 'botocore-0.0.2-py3-none-any.whl')
      writeFileSync(wheel, await new JSZip().generateAsync({ type: 'nodebuffer' }))
      await expect(readModels(wheel)).rejects.toThrow('no wheel of botocore')
      writeFileSync(wheel, 'tea')
      await expect(readModels(wheel)).rejects.toThrow('no wheel: it can not be unpacked')
      await expect(readModels(join(folder, 'gone.whl'))).rejects.toThrow('can not be read (ENOENT)')
      expect(() => versionOf('models.zip')).toThrow('not named as a wheel')
    })
  })
})

describe('the models file', () => {
  it('is what the generator writes, of the version that it names', async () => {
    const models = await loadApiModels()
    expect(modelsText(models)).toBe(readFileSync(join(root, 'engine', 'asl', 'api-models', 'api-models.json'), 'utf8'))
    expect(models.source).toBe(`botocore ${BOTOCORE}`)
  })

  it('has every operation that is wanted, and no other (npm run models makes it anew)', async () => {
    expect(Object.keys((await loadApiModels()).outputs)).toEqual(wantedOperations(root))
  })

  it('has a shape for every name in it', async () => {
    const models = await loadApiModels()
    for (const [service, shapes] of Object.entries(models.shapes)) {
      for (const shape of Object.values(shapes)) {
        const names = shape.type === 'structure' ? Object.values(shape.members) : shape.type === 'list' ? [shape.member] : shape.type === 'map' ? [shape.value] : []
        for (const name of names) expect(Object.hasOwn(shapes, name) || /^(?:string|timestamp|blob|boolean|integer|long|float|double|bigdecimal|document)$/.test(shapeNamed(models, service, name).shape.type)).toBe(true)
      }
    }
    expect(inputShape(models, 'sfn:TestState').shape.type).toBe('structure')
  })

  const integrations = snippetIntegrations(root)

  it('looks at the Tasks of all snippets', () => {
    expect(integrations.length).toBeGreaterThan(20)
  })

  it.each(integrations.filter(({ kind, pattern }) => kind === 'task' && pattern !== 'waitForTaskToken').map(integration => [`${integration.resourceType}:${integration.resource}`, integration] as const))('has what answers %s', async (name, integration) => {
    const operation = operationOf(integration)
    // Step Functions itself makes these answers of what it gets: no model has them.
    if (operation === undefined) return expect(['http:invoke', 'bedrockagentcore:invokeHarness', 'elasticmapreduce:createCluster', 'elasticmapreduce:addStep']).toContain(name)
    expect(Object.keys((await loadApiModels()).outputs)).toContain(operation)
  })
})

describe('which operation answers', () => {
  it.each([
    ['states:startExecution', 'sfn:StartExecution'],
    ['states:startExecution.sync:2', 'sfn:DescribeExecution'],
    ['aws-sdk:sfn:startExecution', 'sfn:StartExecution'],
    ['events:putEvents', 'eventbridge:PutEvents'],
    ['aws-sdk:cloudwatchlogs:putLogEvents', 'cloudwatchlogs:PutLogEvents'],
    ['batch:submitJob.sync', 'batch:DescribeJobs'],
    ['bedrock:invokeModel', 'bedrockruntime:InvokeModel'],
    ['bedrock:createModelCustomizationJob', 'bedrock:CreateModelCustomizationJob'],
    ['emr-serverless:startJobRun', 'emrserverless:StartJobRun'],
    ['elasticmapreduce:addStep', undefined],
    ['elasticmapreduce:addStep.sync', 'emr:DescribeStep'],
    ['sqs:sendMessage.waitForTaskToken', undefined],
    ['http:invoke', undefined],
    ['eks:runJob.sync', undefined],
  ])('%s', (name, operation) => {
    expect(operationOf(parseIntegration(`arn:aws:states:::${name}`)!)).toBe(operation)
  })

  it('none a function or an activity by its ARN', () => {
    expect(operationOf(parseIntegration('arn:aws:lambda:us-east-1:111111111111:function:f')!)).toBeUndefined()
    expect(operationOf(parseIntegration('arn:aws:states:us-east-1:111111111111:activity:a')!)).toBeUndefined()
  })

  it('an answer without a shape', async () => {
    const models = await loadApiModels()
    expect(outputShape(models, 'sqs:DeleteMessage')).toBeUndefined()
    expect(outputShape(models, 'nobody:Knows')).toBeUndefined()
    expect(outputShape(models, 'sfn:StartExecution')).toMatchObject({ service: 'sfn', shape: { required: ['executionArn', 'startDate'] } })
  })
})

it.each([
  ['executionArn', 'ExecutionArn', 'ExecutionArn'],
  ['SSEKMSKeyId', 'SSEKMSKeyId', 'SsekmsKeyId'],
  ['MD5OfMessageBody', 'MD5OfMessageBody', 'Md5OfMessageBody'],
  ['ETag', 'ETag', 'ETag'],
  ['ChecksumCRC32', 'ChecksumCRC32', 'ChecksumCRC32'],
  ['ID', 'ID', 'Id'],
])('a member %s is %s of an optimised integration and %s of the AWS SDK', (member, optimised, sdk) => {
  expect([memberName(member, false), memberName(member, true)]).toEqual([optimised, sdk])
})
