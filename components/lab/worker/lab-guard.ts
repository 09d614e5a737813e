import type { LabAnswer, LabNews, LabRequest } from './messages.ts'
import { Guard } from '../../../engine/simulation/worker/guard.ts'

/** A guarded worker of the lab's: one looks at what is written, another runs it. */
export function labGuard(): Guard<LabRequest, LabAnswer, LabNews> {
  return new Guard(() => new Worker(new URL('./lab-worker.ts', import.meta.url), { type: 'module' }))
}
