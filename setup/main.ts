import { defineAppSetup } from '@slidev/types'
import { useNav } from '@slidev/client'
import { followRouter } from '../composables/talk/follow-router.ts'
import { followSteps } from '../composables/talk/follow-steps.ts'

/** Before the first slide: this window takes its part in the talk. https://sli.dev/custom/config-vue */
export default defineAppSetup(({ app, router }) => {
  followRouter(router, () => app.runWithContext(useNav))
  followSteps(() => app.runWithContext(useNav))
})
