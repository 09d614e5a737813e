import type { JsonObject } from '../../query/json.ts'
import type { MachineType, QueryLanguage } from '../types.ts'
import type { AdviceCode } from './advice-rules.ts'

/** Notes a piece of advice at a place below the state (or scope) that is being looked at. */
export type Note = (code: AdviceCode, message: string, ...steps: (string | number)[]) => void

/** A state as the advice sees it. */
export interface AdvisedState {
  name: string
  state: JsonObject
  language: QueryLanguage
  /** What the state runs in: the machine's type, or EXPRESS inside a Distributed Map with Express children. */
  type: MachineType
  /** The states of its scope, itself among them. */
  siblings: JsonObject
  note: Note
}
