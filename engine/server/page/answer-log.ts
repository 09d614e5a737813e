/** Who has answered the latest tasks: `GET /_asl/answers`. The API's histories do not say so. */

import type { TaskAnswer } from '../../service/index.ts'

/** An answer as it is logged. */
export interface LoggedAnswer extends Omit<TaskAnswer, 'at'> {
  /** Rises with every answer. */
  number: number
  /** Of the executions' clock, ISO 8601. */
  at: string
}

const MOST = 5000

export class AnswerLog {
  private readonly answers: LoggedAnswer[] = []
  private latest = 0

  add({ at, ...answer }: TaskAnswer): void {
    this.answers.push({ number: ++this.latest, at: new Date(at).toISOString(), ...answer })
    // A few at a time: to take the first away moves all the others.
    if (this.answers.length > MOST * 1.1) this.answers.splice(0, this.answers.length - MOST)
  }

  /** Those after a number, of one execution or of all, the latest first. */
  after(number: number, executionArn: string | null): LoggedAnswer[] {
    return this.answers.filter(answer => answer.number > number && (executionArn === null || answer.executionArn === executionArn)).slice(-MOST).reverse()
  }
}
