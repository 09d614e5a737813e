/** What a worker loads to grade: the engine, and the handlers that exercises bring, by name. */

import type { SetUp } from '../../engine/simulation/index.ts'
import { setUp as couriers } from '../../exercises/good-enough/handlers.ts'
import { setUp as packing } from '../../exercises/half-the-bill/handlers.ts'
import { setUp as courier } from '../../exercises/only-five/handlers.ts'
import { setUp as dead } from '../../exercises/second-outage/handlers.ts'
import { setUp as poller } from '../../exercises/stop-polling/handlers.ts'
import { setUp as boxes } from '../../exercises/the-cliff/handlers.ts'
import { setUp as labels } from '../../exercises/the-wall/handlers.ts'
import { setUp as bank } from '../../exercises/thundering-herd/handlers.ts'
import { setUp as agent } from '../../exercises/two-refunds/handlers.ts'

export { grade } from '../../engine/simulation/grading/grade.ts'

export const handlers: Record<string, SetUp> = {
  'good-enough': couriers,
  'half-the-bill': packing,
  'only-five': courier,
  'second-outage': dead,
  'stop-polling': poller,
  'the-cliff': boxes,
  'the-wall': labels,
  'thundering-herd': bank,
  'two-refunds': agent,
}
