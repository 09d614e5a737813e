import type { Json, StateMachineDefinition } from '../../../engine/asl/index.ts'
import jsonata from 'jsonata'
import { Clock, prepare, startExecution } from '../../../engine/asl/index.ts'
import { compileJsonata } from '../../../engine/asl/query/index.ts'
import { seededRandom } from '../../../engine/simulation/index.ts'
import { median, processorTime } from './measure.ts'

const EXPRESSIONS = 1000

const input: Json = { order: { id: 'o-1', total: 42.5, lines: [{ sku: 'cup', count: 2, price: 3.5 }, { sku: 'pot', count: 1, price: 35.5 }] }, payload: { receipt: 'r-7', charged: true } }

/** One kind of expression; `n` makes each of a chain another one. None of them needs the interpreter. */
const KINDS: Record<string, (n: number) => string> = {
  'look up': n => `$states.input.order.lines[${n % 2}].sku`,
  'compare, choose': n => `$states.input.order.total > ${n} and $states.input.order.id = "o-1" ? "large" : "small"`,
  'add, concatenate': n => `"total: " & ($states.input.order.total * 2 + ${n})`,
  'build': n => `{"id": $states.input.order.id, "n": ${n}, "skus": [$states.input.order.lines.sku]}`,
  'select': n => `$states.input.order.lines[count > ${n % 2}].{"sku": sku, "cost": count * price}`,
  'sum': n => `$sum($states.input.order.lines.(count * price)) + ${n}`,
  'merge': n => `$merge([$states.input.order, $states.input.payload, {"n": ${n}}])`,
  'map': n => `$map($states.input.order.lines, function($l) { $l.count * $l.price + ${n} })`,
  'order by': n => `$states.input.order.lines^(>price)[${n % 2}].sku`,
  'group by': n => `$states.input.order.lines{sku: count + ${n}}`,
  'recursion': n => `($f := function($n) { $n < 2 ? 1 : $n * $f($n - 1) }; $f(${n % 5 + 3}))`,
  'split by a pattern': n => `$split($states.input.order.id & "-${n}", /-/)`,
  'descend': n => `$count($states.input.**.sku) + ${n}`,
  'transform': n => `$states.input.order ~> |lines|{"n": ${n}}|`,
  'bind a position': n => `$states.input.order.lines#$i.{"i": $i + ${n}, "sku": sku}`,
}

/** Evaluates all expressions of a chain, one after the other. */
type Chain = () => Promise<unknown[]>

function plain(texts: readonly string[]): Chain {
  const expressions = texts.map(text => jsonata(text))
  return async () => {
    const results: unknown[] = []
    for (const expression of expressions) results.push(await expression.evaluate(undefined, { states: { input, context: {} } }) as unknown)
    return results
  }
}

function ours(texts: readonly string[]): Chain {
  const expressions = texts.map(text => compileJsonata(text))
  const scope = { input, context: {}, variables: new Map<string, Json>(), random: seededRandom(1), now: 0 }
  return async () => {
    const results: unknown[] = []
    for (const expression of expressions) {
      const result = expression.evaluate(scope)
      results.push(result instanceof Promise ? await result : result)
    }
    return results
  }
}

/** The chain as a state machine: a Pass state an expression, with full history. */
function machine(texts: readonly string[]): Chain {
  const States: Record<string, object> = {}
  texts.forEach((text, i) => States[`Step ${i}`] = { Type: 'Pass', Assign: { found: `{% ${text} %}` }, ...(i + 1 < texts.length ? { Next: `Step ${i + 1}` } : { End: true }) })
  const prepared = prepare({ QueryLanguage: 'JSONata', StartAt: 'Step 0', States } as unknown as StateMachineDefinition)
  return async () => {
    const clock = new Clock()
    const execution = startExecution(prepared, { clock, input, random: seededRandom(1), tasks: call => void call.crash('No task was expected.') })
    await clock.run()
    if (execution.status !== 'SUCCEEDED') throw new Error(`${execution.status}: ${execution.cause}`)
    return []
  }
}

/** Measures and prints what JSONata costs here, beside the `jsonata` package itself. */
export async function measureExpressions(rounds: number): Promise<void> {
  console.log(`\nJSONata: microseconds of the processor an expression, in chains of ${EXPRESSIONS.toLocaleString('en')} beside plain jsonata, prepared once. Median of ${rounds} rounds, in turns.`)
  const rows: Record<string, object> = {}
  for (const [title, kind] of Object.entries(KINDS)) {
    const texts = Array.from({ length: EXPRESSIONS }, (_, n) => kind(n))
    const chains = { plain: plain(texts), ours: ours(texts), machine: machine(texts) }
    if (JSON.stringify(await chains.plain()) !== JSON.stringify(await chains.ours())) throw new Error(`jsonata gives something else for: ${title}`)
    const micros: Record<keyof typeof chains, number[]> = { plain: [], ours: [], machine: [] }
    for (let round = 0; round < rounds; round++) {
      for (const name of ['plain', 'ours', 'machine'] as const) micros[name].push(await processorTime(chains[name], 50) / EXPRESSIONS * 1000)
    }
    const rounded = (numbers: readonly number[]): number => Math.round(median(numbers) * 100) / 100
    const ratio = (name: 'ours' | 'machine'): number => rounded(micros[name].map((own, round) => own / micros.plain[round]!))
    rows[title] = {
      'jsonata': rounded(micros.plain),
      'ours': rounded(micros.ours),
      'times': ratio('ours'),
      'in a Pass state': rounded(micros.machine),
      'times ': ratio('machine'),
    }
  }
  console.table(rows)
}
