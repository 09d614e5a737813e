/** The worker's own script: takes one request after the other and answers each. */

import type { Answer, GuardedRequest } from './messages.ts'
import { run } from './run.ts'
import { serve } from './serve.ts'

serve<GuardedRequest, Answer>((request, { working }) => run(request, working))
