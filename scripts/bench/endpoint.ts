// `npm run bench -- endpoint`: asl serve from its package and from its sources beside moto's server, where one is installed.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { buildEngine } from '../engine/build.ts'
import { median } from './engine/measure.ts'
import { start, type Started } from './endpoint/started.ts'
import { create, PASS, SAGA, startMany, succeeded, timeOne } from './endpoint/work.ts'

const ROUNDS = 5
const STARTS = 2000
const MANY = 10_000
const QUARTERS = 4

const root = join(import.meta.dirname, '..', '..')
const folder = mkdtempSync(join(tmpdir(), 'bench-endpoint-'))
process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
await buildEngine(root, folder, { types: false })
symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
const commands = { package: join(folder, 'dist', 'asl.js'), sources: join(root, 'engine', 'cli', 'asl.mjs') }

const hasMoto = spawnSync('moto_server', ['--help'], { stdio: 'ignore' }).status === 0
const servers: Record<string, (port: number) => [string, ...string[]]> = {
  'asl serve, package': port => [process.execPath, commands.package, 'serve', '--port', String(port), '--clock', 'fast', '--quiet'],
  'asl serve, sources': port => [process.execPath, commands.sources, 'serve', '--port', String(port), '--clock', 'fast', '--quiet'],
  ...(hasMoto ? { moto_server: (port: number): [string, ...string[]] => ['moto_server', '-p', String(port)] } : {}),
}

console.log(`Endpoint: medians of ${ROUNDS} rounds, in turns.${hasMoto ? ' moto accepts executions and runs none of them.' : ' moto_server is not installed here: pip install "moto[server]" has it.'}`)
const measured = Object.fromEntries(Object.keys(servers).map(name => [name, { first: [] as number[], memory: [] as number[], starts: [] as number[] }]))
for (let round = 0; round < ROUNDS; round++) {
  for (const [name, command] of Object.entries(servers)) {
    await withServer(command, async ({ port, toFirstAnswer, memory }) => {
      const found = measured[name]!
      found.first.push(toFirstAnswer)
      found.memory.push(memory() ?? Number.NaN)
      const arn = await create(port, 'pass', PASS)
      await startMany(port, arn, STARTS / 4)
      found.starts.push(STARTS / await startMany(port, arn, STARTS))
      if (name !== 'moto_server' && await succeeded(port, arn) !== STARTS * 1.25) throw new Error(`${name}: not every execution that was accepted has succeeded`)
    })
  }
}
console.table(Object.fromEntries(Object.entries(measured).map(([name, { first, memory, starts }]) => [name, {
  'first answer, ms': Math.round(median(first)),
  'idle memory, MB': Math.round(median(memory)),
  'executions a second': Math.round(median(starts)),
}])))

writeFileSync(join(folder, 'pass.asl.json'), JSON.stringify(PASS))
const runs: Record<string, number[]> = { package: [], sources: [] }
for (let round = 0; round < ROUNDS; round++) {
  for (const [name, command] of Object.entries(commands)) {
    const began = performance.now()
    if (spawnSync(process.execPath, [command, 'run', join(folder, 'pass.asl.json')]).status !== 0) throw new Error(`asl run fails from its ${name}`)
    runs[name]!.push(performance.now() - began)
  }
}
console.log(`asl run: ${Math.round(median(runs.package!))} ms from the package, ${Math.round(median(runs.sources!))} ms from the sources.`)

await withServer(servers['asl serve, package']!, async ({ port, memory }) => {
  const saga = await create(port, 'saga', SAGA)
  const times: number[] = []
  for (let round = 0; round <= ROUNDS; round++) times.push(await timeOne(port, saga))
  console.log(`A saga of three days, fast: ${median(times.slice(1)).toFixed(1)} ms (the first one ${times[0]!.toFixed(1)} ms).`)
  const pass = await create(port, 'pass', PASS)
  const rows: Record<string, object> = {}
  let before = memory() ?? Number.NaN
  for (let quarter = 1; quarter <= QUARTERS; quarter++) {
    const seconds = await startMany(port, pass, MANY / QUARTERS)
    const after = memory() ?? Number.NaN
    rows[MANY / QUARTERS * quarter] = { 'executions a second': Math.round(MANY / QUARTERS / seconds), 'memory, MB': Math.round(after), 'kB an execution': Math.round((after - before) * 1024 / (MANY / QUARTERS) * 10) / 10 }
    before = after
  }
  console.log(`${MANY} executions in memory:`)
  console.table(rows)
})

async function withServer(command: (port: number) => [string, ...string[]], work: (server: Started) => Promise<void>): Promise<void> {
  const server = await start(command)
  try {
    await work(server)
  }
  finally {
    await server.stop()
  }
}
