import type { CaseResult, Grade } from '../../engine/simulation/grading/grade-types.ts'
import type { Recording } from '../../engine/simulation/recording/types.ts'
import type { GradeRequest, LabAnswer, LabRequest, RunAnswer, RunRequest } from './messages.ts'
import { onUnmounted } from 'vue'
import { withMeters } from '../../engine/simulation/recording/recording-data.ts'
import { labGuard } from './lab-guard.ts'

export type RunResult = Omit<RunAnswer, 'kind' | 'recording'> & { recording?: Recording }

/**
 * Runs and grades texts in a worker, one after the other. Work that goes on for an older question is ended when something is asked: it
 * could be long.
 *
 * @returns `run` and `check`, which give undefined where something was asked later, and reject with one sentence where the worker broke
 */
export function useRunner() {
  const guard = labGuard()
  let latest: LabRequest | undefined

  async function ask(request: LabRequest, onCase?: (result: CaseResult) => void): Promise<LabAnswer | undefined> {
    latest = request
    try {
      const answer = await guard.ask(request, onCase ? { onNews: onCase } : {})
      return request === latest ? answer : undefined
    }
    catch (failure) {
      if (request === latest)
        throw failure
    }
  }
  onUnmounted(() => {
    latest = undefined
    guard.end()
  })

  return {
    async run(request: Omit<RunRequest, 'kind'>): Promise<RunResult | undefined> {
      const answer = await ask({ kind: 'run', ...request })
      if (answer?.kind !== 'run')
        return
      const { kind, recording, ...rest } = answer
      return { ...rest, ...(recording ? { recording: withMeters(recording) } : {}) }
    },
    async check(request: Omit<GradeRequest, 'kind'>, onCase: (result: CaseResult) => void): Promise<Grade | undefined> {
      const answer = await ask({ kind: 'grade', ...request }, onCase)
      return answer?.kind === 'grade' ? answer.grade : undefined
    },
  }
}
