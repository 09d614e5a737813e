/** What runs have gone through of state machines, and how that is written. */

export { coverageOf, CoverageTally } from './coverage.ts'
export type * from './types.ts'
export type { CoveredEvent } from './history.ts'
export { html } from './html.ts'
export { junit } from './junit.ts'
export type { JUnitCase, JUnitSuite } from './junit.ts'
export { lcov } from './lcov.ts'
export { lineVisits } from './source-lines.ts'
export type { CoveredSource } from './source-lines.ts'
export { COVERED_PARTS, missedOf, shareText, summaryOf } from './summary.ts'
export type { CoveredPart, Share } from './summary.ts'
