import { showGotoDialog } from '@slidev/client/state/index.ts'
import { defineAsyncComponent, watch } from 'vue'
import { keepTypedAhead } from './typed-ahead.ts'

const PATIENCE_MS = 2000

keepTypedAhead()

/** The dialog that finds slides, in the place of Slidev's: fetched once the first slide has had its time, or when it is asked for. */
export default defineAsyncComponent(async () => {
  await new Promise<void>((ready) => {
    setTimeout(ready, PATIENCE_MS)
    watch(showGotoDialog, () => ready(), { once: true })
  })
  return import('./GoTo.vue')
})
