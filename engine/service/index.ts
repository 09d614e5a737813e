/** Step Functions as a service, without a network: the operations of its API over an account, and what makes the account's clock go. */

export type { Account, AccountOptions, OutsideTasks } from './account/account.ts'
export type { Answerer, AnswererKind, TaskAnswer } from './account/answerers.ts'
export type { Answers, ExecutionWatch } from './account/entities.ts'
export { ExecutionCoverage } from './covering/execution-coverage.ts'
export { answer } from './answer.ts'
export type { Caller } from './caller.ts'
export { ClockDriver } from './clock/driver.ts'
export type { ClockMode, DriverOptions } from './clock/driver.ts'
export { openAccount } from './open.ts'
export { Refusal } from './refusal.ts'
