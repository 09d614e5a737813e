/** What a worker loads to grade: the engine, and the handlers that exercises bring, by name. */

import type { SetUp } from '../../engine/simulation/index.ts'
import { setUp as poller } from '../../exercises/stop-polling/handlers.ts'
import { setUp as bank } from '../../exercises/thundering-herd/handlers.ts'

export { grade } from '../../engine/simulation/grading/grade.ts'

export const handlers: Record<string, SetUp> = { 'stop-polling': poller, 'thundering-herd': bank }
