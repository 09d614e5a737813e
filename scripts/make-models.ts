// `npm run models`: cuts out of botocore's models what mocked answers are held to (engine/asl/api-models), and the table that the service answers by (engine/service/model).
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { RECORDED_LIMITS, wantedOperations } from './models/actions.ts'
import { BOTOCORE, readModels, versionOf } from './models/botocore.ts'
import { cutModels, ModelError, modelsText, serviceName } from './models/cut.ts'
import { cutService, RECORDED_ORDERS, tableText } from './models/service.ts'
import { givenTo } from './setup/given.mjs'

const { values } = givenTo('models')
const root = join(import.meta.dirname, '..')

async function make(wheel: string): Promise<void> {
  const source = `botocore ${versionOf(wheel)}`
  const models = await readModels(wheel)
  const answers = cutModels(models, { outputs: wantedOperations(root), inputs: ['sfn:TestState'], limits: RECORDED_LIMITS }, source)
  write(join('engine', 'asl', 'api-models', 'api-models.json'), modelsText(answers), Object.keys(answers.outputs).length, source)
  const stepFunctions = models.find(model => serviceName(model) === 'sfn')
  if (!stepFunctions) throw new ModelError(`${source} has no Step Functions`)
  const table = cutService(stepFunctions, source, RECORDED_ORDERS)
  write(join('engine', 'service', 'model', 'operations.json'), tableText(table), Object.keys(table.operations).length, source)
}

function write(file: string, text: string, operations: number, source: string): void {
  const before = readFileSync(join(root, file), { encoding: 'utf8', flag: 'a+' })
  writeFileSync(join(root, file), text)
  console.log(`${file}: ${operations} operations from ${source}, ${Math.round(text.length / 1000)} kB, ${text === before ? 'as before' : 'new or changed'}.`)
}

try {
  if (values.wheel === undefined) throw new ModelError(`npm run models wants a wheel of botocore: -- --wheel FILE. The committed files are made from version ${BOTOCORE}; pip download botocore --no-deps fetches one.`)
  await make(values.wheel)
} catch (error) {
  if (!(error instanceof ModelError)) throw error
  console.error(error.message)
  process.exitCode = 1
}
