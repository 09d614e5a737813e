/** The worker's own script: takes one request after the other and answers each. */

import type { FromWorker, GuardedRequest } from './messages.ts'
import { run } from './run.ts'

/** The little of a worker's global scope that is used here. */
interface WorkerScope {
  postMessage(message: FromWorker): void
  addEventListener(type: 'message', listener: (event: MessageEvent<GuardedRequest>) => void): void
}

const scope = globalThis as unknown as WorkerScope

scope.addEventListener('message', ({ data }) => {
  scope.postMessage({ kind: 'begun' })
  void run(data).then(answer => scope.postMessage({ kind: 'answer', answer }))
})
scope.postMessage({ kind: 'ready' })
