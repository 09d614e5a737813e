/** The world around an execution: a virtual clock, mocked and simulated services, and a recording of all that happened. */

export { seededRandom } from './random.ts'
export { LIST_PRICES } from './meters.ts'
export { MockCase, MockFileError } from './mock-file.ts'
export type { MockedOutcome, MockedResponse, MockFile } from './mock-file.ts'
export { plausibleResponse } from './plausible-response.ts'
export { simulate } from './simulate.ts'
export type * from './types.ts'
