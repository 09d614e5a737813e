import type { Ref } from 'vue'
import type { ExecutionItem, MachineItem, Status } from '../api/shapes.ts'
import { shallowRef, watch } from 'vue'
import { AwsError, reasonOf } from '../api/aws.ts'
import { collect, inTurn } from '../api/pages.ts'
import { onChange } from '../state/changes.ts'
import { call, place } from '../state/server.ts'
import { steadily } from '../state/steadily.ts'

const PAGE = 1000
/** Of one machine; of all machines each gives its latest. */
const MOST = 5000
const MOST_OF_EACH = 500
/** So many requests are under way at a time. */
const WIDTH = 4
/** All lists are read again no more often than this, in milliseconds. */
const PAUSE = 2000
/** So many executions are looked at one by one; of more, the lists are read again. */
const FEW = 30

/** The state machines of the place that is looked at, by name. */
export async function readMachines(): Promise<MachineItem[]> {
  const { items } = await collect<MachineItem>(async (nextToken) => {
    const { stateMachines, nextToken: next } = await call<{ stateMachines: MachineItem[], nextToken?: string }>('ListStateMachines', { maxResults: PAGE, ...(nextToken === undefined ? {} : { nextToken }) })
    return { items: stateMachines, nextToken: next }
  })
  return items.sort((a, b) => a.name.localeCompare(b.name))
}

/** The executions of a machine or of a Map Run, the latest first. */
export function readExecutions(of: { stateMachineArn: string } | { mapRunArn: string }, status: Status | undefined, most: number): Promise<{ items: ExecutionItem[], more: boolean }> {
  return collect<ExecutionItem>(async (nextToken) => {
    const request = { ...of, maxResults: Math.min(PAGE, most), ...(status === undefined ? {} : { statusFilter: status }), ...(nextToken === undefined ? {} : { nextToken }) }
    const { executions, nextToken: next } = await call<{ executions: ExecutionItem[], nextToken?: string }>('ListExecutions', request)
    return { items: executions, nextToken: next }
  }, most)
}

/**
 * The executions of one machine, or of all, kept up to date.
 *
 * @param machine its ARN; undefined for all
 * @param status those that stand so
 */
export function useExecutions(machine: Readonly<Ref<string | undefined>>, status: Readonly<Ref<Status | undefined>>) {
  const machines = shallowRef<MachineItem[]>([])
  const items = shallowRef<ReadonlyMap<string, ExecutionItem>>(new Map())
  const more = shallowRef(false)
  const isLoading = shallowRef(true)
  const problem = shallowRef<string>()
  /** Rises with everything else that is asked for. */
  let turn = 0
  /** What was heard of single executions since the lists began to be read: it is newer than they are. */
  const heard = new Map<string, ExecutionItem>()

  const load = steadily(async (): Promise<boolean> => {
    const mine = turn
    heard.clear()
    try {
      machines.value = await readMachines()
      const wanted = machine.value === undefined ? machines.value.filter(({ type }) => type === 'STANDARD').map(({ stateMachineArn }) => stateMachineArn) : [machine.value]
      const lists = await inTurn(wanted, WIDTH, stateMachineArn => readExecutions({ stateMachineArn }, status.value, machine.value === undefined ? MOST_OF_EACH : MOST).catch((error: unknown) => {
        // Express machines tell nothing; a machine may be gone by now.
        if (error instanceof AwsError && wanted.length > 1)
          return { items: [], more: false }
        throw error
      }))
      if (mine !== turn)
        return false
      const found = new Map([...lists.flatMap(list => list.items).map((item): [string, ExecutionItem] => [item.executionArn, item]), ...heard])
      const isNews = signature(found) !== signature(items.value)
      items.value = found
      more.value = lists.some(list => list.more)
      problem.value = undefined
      return isNews
    }
    catch (error) {
      problem.value = reasonOf(error)
      return false
    }
    finally {
      if (mine === turn)
        isLoading.value = false
    }
  }, PAUSE)

  /** A few executions are asked for themselves. */
  async function update(arns: readonly string[]): Promise<void> {
    const found = await inTurn(arns, WIDTH, executionArn => call<ExecutionItem>('DescribeExecution', { executionArn, includedData: 'METADATA_ONLY' }).catch(() => undefined))
    const next = new Map(items.value)
    for (const item of found) {
      if (item && item.mapRunArn === undefined && (machine.value === undefined || item.stateMachineArn === machine.value)) {
        next.set(item.executionArn, item)
        heard.set(item.executionArn, item)
      }
    }
    items.value = next
  }

  watch([machine, status, place], () => {
    turn++
    heard.clear()
    isLoading.value = true
    void load(true)
  }, { immediate: true })
  onChange(({ executions, resources }) => {
    if (resources || !executions || executions.size > FEW)
      return load()
    return executions.size === 0 ? undefined : update([...executions])
  })
  return { machines, items, more, isLoading, problem }
}

function signature(items: ReadonlyMap<string, ExecutionItem>): string {
  return `${items.size} ${[...items.values()].map(({ status, stopDate = 0 }) => `${status[0]}${stopDate}`).join()}`
}
