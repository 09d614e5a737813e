// `npm run bench -- engine`: transitions a second beside the published engine that runs in a browser, in one process.
import { isDeepStrictEqual } from 'node:util'
import { join } from 'node:path'
import { measureAlone } from './engine/alone.ts'
import { ours, theirs } from './engine/engines.ts'
import { measureExpressions } from './engine/expressions.ts'
import { median, time } from './engine/measure.ts'
import { WORKLOADS } from './engine/workloads.ts'
import { fetchPeers } from './fetch-peers.mjs'

const ROUNDS = 7
const bench = join(import.meta.dirname, '..', '..', 'bench')
const PEER = 'aws-local-stepfunctions'

fetchPeers(bench)
const peer = await theirs(bench)
console.log(`Engine: transitions a second, JSONPath, prepared once, full history. Median of ${ROUNDS} rounds, in turns.`)
const rows: Record<string, object> = {}
for (const workload of WORKLOADS) {
  const engines = { ours: ours(workload, { read: false }), read: ours(workload, { read: true }), theirs: peer(workload) }
  if (!isDeepStrictEqual(await engines.ours(), await engines.theirs())) throw new Error(`The engines disagree about the output of: ${workload.title}`)
  const names = ['ours', 'read', 'theirs'] as const
  const perSecond: Record<typeof names[number], number[]> = { ours: [], read: [], theirs: [] }
  for (let round = 0; round < ROUNDS; round++) {
    for (const name of names) perSecond[name].push(workload.transitions * workload.inputs.length / (await time(engines[name], 150)) * 1000)
  }
  const times = (name: 'ours' | 'read'): number => Math.round(median(perSecond[name].map((own, round) => own / perSecond.theirs[round]!)) * 10) / 10
  rows[workload.title] = {
    [PEER]: Math.round(median(perSecond.theirs)),
    'ours': Math.round(median(perSecond.ours)),
    'times': times('ours'),
    'ours, events read': Math.round(median(perSecond.read)),
    'times ': times('read'),
  }
}
console.table(rows)
await measureExpressions(ROUNDS)
await measureAlone(ROUNDS)
