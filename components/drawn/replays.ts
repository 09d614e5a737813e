import type { Checkpoint, Durable, Invocation, Passed } from '../../snippets/saga/durable/replayer.ts'
import type { Order, Shop } from '../../snippets/saga/durable/shop.ts'
import { saga as reordered } from '../../snippets/saga/durable/order-reordered.ts'
import { saga } from '../../snippets/saga/durable/order.ts'
import { invoke, nameless } from '../../snippets/saga/durable/replayer.ts'

/** An operation as a slide shows it. */
export interface ReplayRow {
  /** As the code calls it. */
  name: string
  what: string
  tone: 'ran' | 'replayed' | 'waits' | 'wrong'
}

/** An invocation of the saga under its heading. */
export interface Replay {
  title: string
  note: string
  rows: ReplayRow[]
  status: Invocation<string>['status']
  /** What it returned, or why it ended. */
  said?: string
  /** Whether it came to another end than on the code that it began with. */
  wrong: boolean
}

type Code = Durable<Order, string>
interface Run extends Invocation<string> { names: string[] }

const ORDER: Order = { orderId: '42', boxes: 12, euros: 42 }

/** Services that answer every call, each in words that tell who it was. */
const shop: Shop = {
  ReserveStock: async ({ orderId }) => `boxes-${orderId}`,
  ReleaseStock: async ({ orderId }) => `no-boxes-${orderId}`,
  ChargeCard: async ({ orderId }) => `card-${orderId}`,
  RefundCard: async ({ orderId }) => `refund-${orderId}`,
  BookVan: async ({ orderId }) => `van-${orderId}`,
  CancelVan: async ({ orderId }) => `no-van-${orderId}`,
  ShipOrder: async (_, charge) => `paid: ${charge}`,
}

/**
 * One order whose first invocation ends at the wait, and what the next comes to: on the code that it began with, and on the code of a
 * deploy in the night, with names for its operations and without.
 *
 * @returns the invocations, the first one first
 */
export async function replays(): Promise<Replay[]> {
  const first = await run(saga(shop))
  const blind = await run(saga(shop), { blind: true })
  const same = await run(saga(shop), { before: first })
  const named = await run(reordered(shop), { before: first })
  const taken = await run(reordered(shop), { before: blind, blind: true })
  const resultOf = new Map(same.passed.map(({ result }, at) => [same.names[at]!, result]))
  const shown = (title: string, note: string, { names, passed, journal, status, output, error }: Run): Replay => ({
    title,
    note,
    rows: passed.map((item, at) => rowOf(names[at]!, item, journal[at], resultOf.get(names[at]!))),
    status,
    said: output ?? error?.message,
    wrong: status !== 'PENDING' && output !== same.output,
  })
  return [
    shown('Evening', 'v1', first),
    shown('Morning', 'v1', same),
    shown('Morning', 'v2', named),
    shown('Morning', 'v2, no names', taken),
  ]
}

/**
 * @param name as the code calls the operation
 * @param passed the operation, as the invocation came by it
 * @param checkpoint what the journal has at its place
 * @param right the result that is its own
 */
function rowOf(name: string, { how, result }: Passed, checkpoint: Checkpoint | undefined, right: unknown): ReplayRow {
  switch (how) {
    case 'diverged': return { name, what: `was ${checkpoint?.name}`, tone: 'wrong' }
    case 'waits': return { name, what: 'ends here', tone: 'waits' }
    case 'ran': return { name, what: `ran: ${result}`, tone: result === right ? 'ran' : 'wrong' }
    case 'replayed': return { name, what: result === undefined ? 'is over' : `kept: ${result}`, tone: result === right ? 'replayed' : 'wrong' }
  }
}

/** Invokes the saga and notes what the code calls its operations, also where it keeps that to itself (`blind`). */
async function run(code: Code, { before, blind = false }: { before?: Run, blind?: boolean } = {}): Promise<Run> {
  const names: string[] = []
  const noted: Code = (order, context) => code(order, {
    step(name, work) {
      names.push(name!)
      return context.step(name, work)
    },
    wait(name, duration) {
      names.push(name!)
      return context.wait(name, duration)
    },
  })
  return { ...await invoke(blind ? nameless(noted) : noted, ORDER, before?.journal), names }
}
