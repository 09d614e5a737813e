import type { QueryLanguage } from '../definition/types.ts'
import type { CompiledBranch } from '../execution/state.ts'

/** What the compiler of one state gets to know beyond the state itself. */
export interface CompileContext {
  readonly name: string
  readonly language: QueryLanguage
  /** Compiles Branches and item processors; `language` is what their states fall back to. */
  readonly compileBranch: (branch: { StartAt: string, States: object }) => CompiledBranch
}
