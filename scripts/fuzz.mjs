#!/usr/bin/env node
// @ts-check
// `npm run fuzz [-- --runs N --seed N]`: the properties of hostile input that `npm test` tries some thousand times, tried longer.
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runInPlace } from './setup/child.mjs'
import { givenTo } from './setup/given.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const RUNS = 100_000

const { values } = givenTo('fuzz')
const runs = Number(values.runs ?? RUNS)
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31))
const files = [...globSync('tests/engine/*/{hostile,direct}.test.ts', { cwd: root }), 'tests/lab/exercises.test.ts']
// What the tests ask for by themselves, so that all of them together come to what was asked for here.
const usual = files.flatMap((file) => [...readFileSync(join(root, file), 'utf8').matchAll(/\bfuzz\((\d+)\)/g)]).reduce((sum, [, count]) => sum + Number(count), 0)

console.log(`${runs.toLocaleString('en')} runs, seed ${seed}. The same again: npm run fuzz -- --runs ${runs} --seed ${seed}`)
const folder = mkdtempSync(join(tmpdir(), 'fuzz-'))
process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
const count = join(folder, 'count')
writeFileSync(count, '')
const started = Date.now()
const code = await runInPlace(process.execPath, [join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', '--testTimeout=36000000', ...files], {
  cwd: root,
  env: { ...process.env, FUZZ_FACTOR: String(runs / usual), FUZZ_SEED: String(seed), FUZZ_COUNT: count },
})
const done = readFileSync(count, 'utf8').split('\n').reduce((sum, line) => sum + Number(line), 0)
console.log(`${done.toLocaleString('en')} runs in ${Math.round((Date.now() - started) / 1000)} s, seed ${seed}: ${code === 0 ? 'nothing found' : 'see above for what was found'}.`)
process.exitCode = code
