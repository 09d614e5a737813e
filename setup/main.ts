import { useNav } from '@slidev/client'
import { defineAppSetup } from '@slidev/types'
import { keepAddressSound } from '../composables/soundAddress.ts'
import { followRouter } from '../composables/talk/follow-router.ts'
import { followSteps } from '../composables/talk/follow-steps.ts'
import { followZoom } from '../composables/talk/follow-zoom.ts'

/** Before the first slide: its address is set right, and this window takes its part in the talk. https://sli.dev/custom/config-vue */
export default defineAppSetup(({ app, router }) => {
  const nav = () => app.runWithContext(useNav)
  keepAddressSound(router, nav)
  followRouter(router, nav)
  followSteps(nav)
  followZoom(router)
})
