import { useNav } from '@slidev/client'
import { defineAppSetup } from '@slidev/types'
import { defineAsyncComponent } from 'vue'
import { PLACE, ROOM_VOTE } from '../composables/place/place.ts'
import { slidePlace } from '../composables/place/slide-place.ts'
import { keepAddressSound } from '../composables/soundAddress.ts'
import { followRouter } from '../composables/talk/follow-router.ts'
import { followSteps } from '../composables/talk/follow-steps.ts'
import { followZoom } from '../composables/talk/follow-zoom.ts'
import { roomServer } from '../composables/workshop/room-server.ts'

/** Before the first slide: its address is set right, this window takes its part in the talk, and what stands on slides is told where it is. https://sli.dev/custom/config-vue */
export default defineAppSetup(({ app, router }) => {
  const nav = () => app.runWithContext(useNav)
  app.provide(PLACE, slidePlace)
  if (roomServer())
    app.provide(ROOM_VOTE, defineAsyncComponent(() => import('../components/workshop/RoomVote.vue')))
  keepAddressSound(router, nav)
  followRouter(router, nav)
  followSteps(nav)
  followZoom(router)
})
