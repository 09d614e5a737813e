import type { Grade } from '../../engine/simulation/grading/grade-types.ts'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listExercises, readExerciseFolder } from '../../engine/cli/exercise-folder.ts'
import { grade } from '../../engine/simulation/grading/grade.ts'
import { bundle } from '../engine/bundle.ts'

/** A worker without anything of Node's, which has the bundle that a page would load, says what the terminal says. */

const SCRIPT = `
  import { parentPort } from 'node:worker_threads'
  for (const name of ['process', 'global', 'setImmediate']) delete globalThis[name]
  const { grade, handlers } = await import(ENTRY)
  parentPort.on('message', async ({ exercise, text }) => {
    const setUp = handlers[exercise.slug]
    parentPort.postMessage(await grade({ ...exercise, ...(setUp ? { setUp } : {}) }, text))
  })
`

/** A bundle of the engine takes a second, or a minute on a machine with other work. */
const BUNDLING_MS = 300_000

let folder: string
let worker: Worker

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'grading-'))
  const files = await bundle(join(import.meta.dirname, 'in-worker.ts'))
  for (const [name, code] of files) {
    expect(code).not.toMatch(/from\s*["']node:/)
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), code)
  }
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  const entry = [...files.keys()].find(name => name.includes('in-worker'))!
  writeFileSync(join(folder, 'script.js'), SCRIPT.replace('ENTRY', JSON.stringify(`./${entry}`)))
  worker = new Worker(join(folder, 'script.js'))
}, BUNDLING_MS)

afterAll(async () => {
  await worker?.terminate()
  rmSync(folder, { recursive: true, force: true })
})

async function gradedInWorker(exercise: object, text: string): Promise<Grade> {
  worker.postMessage({ exercise, text })
  const [result] = await once(worker, 'message') as [Grade]
  return result
}

test.each(listExercises('exercises'))('%s', async (slug) => {
  const { exercise, wrong } = await readExerciseFolder('exercises', slug)
  const { setUp, ...data } = exercise!
  for (const text of [exercise!.solution, wrong[0]!.text])
    expect(JSON.stringify(await gradedInWorker(data, text))).toBe(JSON.stringify(await grade(exercise!, text)))
})
