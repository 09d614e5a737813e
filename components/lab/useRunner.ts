import type { CaseResult, Grade } from '../../engine/simulation/grading/grade-types.ts'
import type { Recording } from '../../engine/simulation/recording/types.ts'
import type { WorldRecording } from '../../engine/simulation/recording/world-recording.ts'
import type { FromWorker, GradeRequest, RunAnswer, RunRequest, ToWorker } from './messages.ts'
import { onUnmounted } from 'vue'
import { withMeters, withWorldMeters } from '../../engine/simulation/recording/recording-data.ts'
import { PartsInHand } from './parts.ts'

/** A run whose limits on work did not end it, and a machine that is in a bad way: the last resort, from when the worker has begun. */
const PATIENCE_MS = 30_000

type Asked = Omit<RunRequest, 'number'> | Omit<GradeRequest, 'number'>

export type RunResult = Omit<RunAnswer, 'kind' | 'recording' | 'world'> & { recording?: Recording, world?: WorldRecording }

/**
 * Runs and grades texts in a worker, one after the other; what was asked before the latest question is dropped, and so is its answer.
 *
 * @returns `run` and `check`, which give undefined where something was asked later, and reject with one sentence where the worker broke
 */
export function useRunner() {
  let worker: Worker | undefined
  let number = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let listen: ((message: FromWorker) => void) | undefined
  let drop: ((reason?: Error) => void) | undefined

  function start(): Worker {
    const made = new Worker(new URL('./lab-worker.ts', import.meta.url), { type: 'module' })
    made.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => data.number === number && listen?.(data))
    made.addEventListener('error', (event) => {
      event.preventDefault()
      end(new Error(event.message ? `What runs state machines broke: ${event.message}` : 'What runs state machines could not be loaded.'))
    })
    return made
  }

  function end(reason?: Error) {
    clearTimeout(timer)
    worker?.terminate()
    worker = undefined
    drop?.(reason)
    drop = undefined
  }

  /** Work that goes on for an older question is ended with its worker: it could be long. */
  let busy = false
  function ask<T>(asked: Asked, onMessage: (message: FromWorker, done: (result: T) => void) => void): Promise<T | undefined> {
    drop?.()
    if (busy)
      end()
    worker ??= start()
    busy = true
    return new Promise((resolve, reject) => {
      const settle = () => {
        busy = false
        drop = undefined
        clearTimeout(timer)
      }
      drop = (reason) => {
        settle()
        reason ? reject(reason) : resolve(undefined)
      }
      listen = (message) => {
        if (message.kind === 'begun')
          timer = setTimeout(() => end(new Error(`This was ended because it was not done after ${PATIENCE_MS / 1000} seconds.`)), PATIENCE_MS)
        else if (message.kind === 'broken')
          end(new Error(message.message))
        else
          onMessage(message, (result) => {
            settle()
            resolve(result)
          })
      }
      worker!.postMessage({ ...asked, number: ++number } as ToWorker)
    })
  }
  onUnmounted(() => end())

  return {
    run: (request: Omit<RunRequest, 'number' | 'kind'>) => {
      const parts = new PartsInHand()
      return ask<RunResult>({ kind: 'run', ...request }, (message, done) => {
        if (message.kind === 'part')
          parts.take(message)
        if (message.kind !== 'run')
          return
        const { kind, number: _, recording, world, ...rest } = message
        done({
          ...rest,
          ...(recording ? { recording: withMeters(parts.whole(recording, 0)) } : {}),
          ...(world ? { world: withWorldMeters({ ...world, executions: world.executions.map((one, index) => ({ ...one, recording: parts.whole(one.recording, index) })) }) } : {}),
        })
      })
    },
    check: (request: Omit<GradeRequest, 'number' | 'kind'>, onCase: (result: CaseResult) => void) => ask<Grade>({ kind: 'grade', ...request }, (message, done) => {
      if (message.kind === 'case')
        onCase(message.result)
      else if (message.kind === 'grade')
        done(message.grade)
    }),
  }
}
