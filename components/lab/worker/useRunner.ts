import type { CaseResult, Grade } from '../../../engine/simulation/grading/grade-types.ts'
import type { Recording } from '../../../engine/simulation/recording/types.ts'
import type { WorldRecording } from '../../../engine/simulation/recording/world-recording.ts'
import type { GradeRequest, LabAnswer, LabNews, LabRequest, RunAnswer, RunRequest } from './messages.ts'
import { onUnmounted } from 'vue'
import { withMeters, withWorldMeters } from '../../../engine/simulation/recording/recording-data.ts'
import { labGuard } from './lab-guard.ts'
import { PartsInHand } from './parts.ts'

export type RunResult = Omit<RunAnswer, 'kind' | 'recording' | 'world'> & { recording?: Recording, world?: WorldRecording }

/**
 * Runs and grades texts in a worker, one after the other. Work that goes on for an older question is ended when something is asked: it
 * could be long.
 *
 * @returns `run` and `check`, which give undefined where something was asked later, and reject with one sentence where the worker broke
 */
export function useRunner() {
  const guard = labGuard()
  let latest: LabRequest | undefined

  async function ask(request: LabRequest, onNews: (news: LabNews) => void): Promise<LabAnswer | undefined> {
    latest = request
    try {
      const answer = await guard.ask(request, { onNews })
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
      const parts = new PartsInHand()
      const answer = await ask({ kind: 'run', ...request }, news => news.kind === 'part' && parts.take(news))
      if (answer?.kind !== 'run')
        return
      const { kind, recording, world, ...rest } = answer
      return {
        ...rest,
        ...(recording ? { recording: withMeters(parts.whole(recording, 0)) } : {}),
        ...(world ? { world: withWorldMeters({ ...world, executions: world.executions.map((one, index) => ({ ...one, recording: parts.whole(one.recording, index) })) }) } : {}),
      }
    },
    async check(request: Omit<GradeRequest, 'kind'>, onCase: (result: CaseResult) => void): Promise<Grade | undefined> {
      const answer = await ask({ kind: 'grade', ...request }, news => news.kind === 'case' && onCase(news.result))
      return answer?.kind === 'grade' ? answer.grade : undefined
    },
  }
}
