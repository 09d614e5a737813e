import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import { Pending, type Said } from './pending.ts'
import type { Running } from './running.ts'

/** What runs in the worker. It is text, so that it is there wherever this file ends up. */
const RUNNER = `
const { parentPort, workerData } = require('node:worker_threads')
const loaded = import(workerData)
const describe = error => JSON.stringify({ errorType: error?.name ?? 'Error', errorMessage: String(error?.message ?? error), trace: String(error?.stack ?? '').split('\\n') })
parentPort.on('message', async ({ id, event, context }) => {
  const began = Date.now()
  try {
    const { handler, default: otherwise } = await loaded
    const run = handler ?? otherwise
    if (typeof run !== 'function') throw Object.assign(new Error('the file exports no handler'), { name: 'Runtime.HandlerNotFound' })
    const result = await run(JSON.parse(event), { ...context, functionVersion: '$LATEST', memoryLimitInMB: '128', getRemainingTimeInMillis: () => 900000 - (Date.now() - began) })
    parentPort.postMessage({ id, result: JSON.stringify(result ?? null) })
  }
  catch (error) {
    parentPort.postMessage({ id, error: describe(error) })
  }
})
`

/** Runs a file of JavaScript or TypeScript in a worker, from its first invocation on. */
export function workerFunction(file: string): Running {
  const worker = new Worker(RUNNER, { eval: true, workerData: pathToFileURL(file).href })
  const pending = new Pending()
  worker.unref()
  worker.on('message', (said: Said) => pending.answer(said))
  worker.on('error', (error: Error) => pending.end(error.name, error.message))
  worker.on('exit', code => pending.end('Runtime.ExitError', `The function ended its process with ${code}.`))
  return {
    invoke: (event, context) => pending.ask(id => worker.postMessage({ id, event, context })),
    end: async () => void await worker.terminate(),
  }
}
