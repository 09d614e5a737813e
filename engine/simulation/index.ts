/** The world around an execution: a virtual clock, mocked and simulated services, and a recording of all that happened. */

export { LIST_PRICES } from './meters.ts'
export { MockCase, MockFileError } from './mock-file.ts'
export type { MockedOutcome, MockedResponse, MockFile } from './mock-file.ts'
export { plausibleResponse } from './plausible-response.ts'
export { seededRandom } from './random.ts'
export { runCase } from './recorded-case.ts'
export type { FlatEvent, RecordedCase, RecordedOutcome, RecordedResult } from './recorded-case.ts'
export { ServiceError } from './services/service.ts'
export { simulate } from './simulate.ts'
export type * from './types.ts'
export { World } from './world.ts'
export type { WorldOptions } from './world.ts'
