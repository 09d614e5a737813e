// `npm run models`: cuts the API models that mocked answers are held to out of botocore's, into engine/asl/api-models.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { RECORDED_LIMITS, wantedOperations } from './models/actions.ts'
import { BOTOCORE, readModels, versionOf } from './models/botocore.ts'
import { cutModels, ModelError, modelsText } from './models/cut.ts'
import { givenTo } from './setup/given.mjs'

const { values } = givenTo('models')
const root = join(import.meta.dirname, '..')
const file = join(root, 'engine', 'asl', 'api-models', 'api-models.json')

async function make(wheel: string): Promise<void> {
  const models = cutModels(await readModels(wheel), { outputs: wantedOperations(root), inputs: ['sfn:TestState'], limits: RECORDED_LIMITS }, `botocore ${versionOf(wheel)}`)
  const text = modelsText(models)
  const before = readFileSync(file, { encoding: 'utf8', flag: 'a+' })
  writeFileSync(file, text)
  console.log(`${Object.keys(models.outputs).length} operations from ${models.source}, ${Math.round(text.length / 1000)} kB, ${text === before ? 'as before' : 'new or changed'}.`)
}

try {
  if (values.wheel === undefined) throw new ModelError(`npm run models wants a wheel of botocore: -- --wheel FILE. The committed file is made from version ${BOTOCORE}; pip download botocore --no-deps fetches one.`)
  await make(values.wheel)
} catch (error) {
  if (!(error instanceof ModelError)) throw error
  console.error(error.message)
  process.exitCode = 1
}
