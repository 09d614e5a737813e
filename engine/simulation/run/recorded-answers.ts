import type { Json } from '../../asl/index.ts'

/** One attempt at a Task. Without return, throw or echo the task never answers. */
export interface RecordedOutcome {
  return?: Json
  throw?: { error?: string, cause?: string }
  /** With throw: the service says that the task took too long. */
  timedOut?: boolean
  /** Output of TaskSubmitted. */
  submitted?: Json
  hang?: boolean
  /** With throw: refused before anything was scheduled. */
  beforeScheduling?: boolean
  /** Returns its own input. */
  echo?: boolean
  /** Answers any number of attempts. */
  every?: boolean
  /** Concurrent branch of the caller; only an attempt from there takes this entry before others do. */
  path?: string[]
  via?: 'task' | 'lambda' | 'activity'
  /** Types of the events recorded for the attempt. */
  recorded?: string[]
}

/** From where an attempt at a Task asks: its state, and the concurrent branch that it is in. */
export interface Asking {
  readonly state: string
  readonly branch: readonly string[]
}

/** The answers of a case, taken in order; entries with a path go to attempts from there first. */
export class RecordedAnswers {
  private readonly states: Map<string, StateAnswers>

  /** @param mocks the answers of each state */
  constructor(mocks: Readonly<Record<string, readonly RecordedOutcome[]>>) {
    this.states = new Map(Object.entries(mocks).map(([state, outcomes]) => [state, new StateAnswers(outcomes)]))
  }

  /** What the next attempt is answered; undefined where nothing is left for it. */
  peek({ state, branch }: Asking): RecordedOutcome | undefined {
    return this.states.get(state)?.next(branch)?.outcome
  }

  /** The same, and it is gone then, unless it is for any number of attempts. */
  take({ state, branch }: Asking): RecordedOutcome | undefined {
    const answer = this.states.get(state)?.next(branch)
    if (answer && !answer.outcome.every) answer.taken = true
    return answer?.outcome
  }
}

interface Answer {
  outcome: RecordedOutcome
  taken: boolean
}

/** Answers in order, of which those at the front are dropped once they have been taken. */
class Queue {
  private readonly answers: Answer[] = []
  private front = 0

  add(answer: Answer): void {
    this.answers.push(answer)
  }

  get first(): Answer | undefined {
    while (this.answers[this.front]?.taken) this.front++
    return this.answers[this.front]
  }
}

class StateAnswers {
  private readonly all = new Queue()
  private readonly byPath = new Map<string, Queue>()

  constructor(outcomes: readonly RecordedOutcome[]) {
    for (const outcome of outcomes) {
      const answer = { outcome, taken: false }
      const path = keyOf(outcome.path ?? [])
      const own = this.byPath.get(path) ?? new Queue()
      this.byPath.set(path, own)
      own.add(answer)
      this.all.add(answer)
    }
  }

  next(branch: readonly string[]): Answer | undefined {
    return this.byPath.get(keyOf(branch))?.first ?? this.all.first
  }
}

function keyOf(path: readonly string[]): string {
  return path.join('/')
}
