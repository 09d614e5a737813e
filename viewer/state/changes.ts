/** Tells what may have changed: `asl serve` says so by itself, other servers are asked now and then. Nobody is asked while the page is hidden. */

import { onScopeDispose, shallowRef } from 'vue'
import { about, meet } from './server.ts'

export interface Change {
  /** Executions with new events; undefined where any may have some. */
  executions?: ReadonlySet<string>
  /** State machines, activities or accounts may be others. */
  resources: boolean
  /** The number of the latest request in the log. */
  requests?: number
  /** Virtual time, milliseconds since the epoch. */
  now?: number
}

/** Looks again at what it shows. Tells whether that was something new. */
type Listener = (change: Change) => Promise<boolean | void> | void

/** Pauses between two looks at a server that does not tell, in milliseconds: shorter while something happens. */
const SHORTEST = 2000
const LONGEST = 30_000

const listeners = new Set<Listener>()
/** Whether the server tells of changes at the moment. */
export const isLive = shallowRef(false)
/** Whether a server that tells of changes is out of reach. */
export const isLost = shallowRef(false)
let source: EventSource | undefined
let timer: ReturnType<typeof setTimeout> | undefined
let pause = SHORTEST

/** Calls back for each change, as long as the component is there. */
export function onChange(listener: Listener): void {
  listeners.add(listener)
  onScopeDispose(() => listeners.delete(listener))
}

/** Looks at everything again: somebody has done something here. */
export function lookAgain(): void {
  pause = SHORTEST
  void tell({ resources: true })
  if (!source)
    schedule()
}

/** Begins to watch, and pauses whenever the page is hidden. */
export function watchChanges(): void {
  document.addEventListener('visibilitychange', begin)
  begin()
}

function begin(): void {
  source?.close()
  source = undefined
  clearTimeout(timer)
  isLive.value = false
  if (document.hidden)
    return
  if (about.value.hasClock)
    listen()
  else
    lookAgain()
}

function listen(): void {
  const stream = new EventSource('./_asl/events')
  source = stream
  stream.onopen = () => {
    isLive.value = true
    isLost.value = false
    // Whatever was before, it may be another server.
    void meet()
  }
  stream.onerror = () => {
    isLive.value = false
    isLost.value = true
  }
  stream.onmessage = ({ data }: MessageEvent<string>) => {
    const { executions, resources, requests, now } = JSON.parse(data) as { executions?: string[], resources: boolean, requests: number, now: number }
    if (resources)
      void meet()
    void tell({ ...(executions ? { executions: new Set(executions) } : {}), resources, requests, now })
  }
}

async function tell(change: Change): Promise<boolean> {
  const news = await Promise.all([...listeners].map(listener => Promise.resolve(listener(change)).catch(() => false)))
  return news.includes(true)
}

function schedule(): void {
  clearTimeout(timer)
  timer = setTimeout(async () => {
    pause = await tell({ resources: true }) ? SHORTEST : Math.min(LONGEST, pause * 1.5)
    if (!document.hidden && !source)
      schedule()
  }, pause)
}
