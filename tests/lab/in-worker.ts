/** What a worker loads to grade: the engine, and the handlers that exercises bring, by name. */

import type { Furnish } from '../../engine/simulation/index.ts'
import { furnish as couriers } from '../../exercises/good-enough/handlers.ts'
import { furnish as packing } from '../../exercises/half-the-bill/handlers.ts'
import { furnish as courier } from '../../exercises/only-five/handlers.ts'
import { furnish as agent } from '../../exercises/two-refunds/handlers.ts'
import { furnish as poller } from '../../exercises/stop-polling/handlers.ts'
import { furnish as bank } from '../../exercises/thundering-herd/handlers.ts'

export { grade } from '../../engine/simulation/grading/grade.ts'

export const handlers: Record<string, Furnish> = {
  'good-enough': couriers,
  'half-the-bill': packing,
  'only-five': courier,
  'stop-polling': poller,
  'thundering-herd': bank,
  'two-refunds': agent,
}
