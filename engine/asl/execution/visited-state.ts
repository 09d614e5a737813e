import type { QueryLanguage, StateType } from '../definition/types.ts'

/** What a visit knows of its state: everything but how it runs. */
export interface VisitedState {
  readonly name: string
  readonly type: StateType
  readonly language: QueryLanguage
  /** True where the context object has State.RetryCount: states that Retry can apply to. */
  readonly countsRetries: boolean
}
