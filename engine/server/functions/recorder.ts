import type { MockFile } from '../../simulation/mocks/mock-file.ts'
import type { OutsideAnswer } from './tasks.ts'

/** Makes a mock file of Step Functions Local of answers from outside: a test case an execution, called as it. */
export class AnswerRecorder {
  private readonly file: MockFile = { StateMachines: {}, MockedResponses: {} }

  add({ executionArn, state, answer, submitted }: OutsideAnswer): void {
    const [, machine, execution] = /:(?:execution|express):([^:/]+)(?:\/[^:]*)?:([^:]+)/.exec(executionArn) ?? []
    if (machine === undefined || execution === undefined || submitted) return
    const { TestCases } = this.file.StateMachines[machine] ??= { TestCases: {} }
    const name = `${machine}/${execution}/${state}`
    ;(TestCases[execution] ??= {})[state] = name
    const responses = this.file.MockedResponses[name] ??= {}
    responses[Object.keys(responses).length] = answer
  }

  /** The file as it stands. */
  get mocks(): MockFile {
    return this.file
  }
}
