/** Reads, checks and draws what is being written, beside the page. */

import type { MachineType } from '../../engine/asl/index.ts'
import type { Look } from '../../engine/asl/editing/look.ts'
import { lookAt } from '../../engine/asl/editing/look.ts'

export interface LookRequest {
  /** Of an answer, which request it answers: only the latest is of interest. */
  number: number
  text: string
  type: MachineType
}

export interface LookAnswer extends Look {
  number: number
}

addEventListener('message', ({ data: { number, text, type } }: MessageEvent<LookRequest>) => {
  postMessage({ number, ...lookAt(text, type) } satisfies LookAnswer)
})
