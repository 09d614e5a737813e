import type { Place } from './place.ts'
import { useIsSlideActive, useNav, useSlideContext } from '@slidev/client'
import { ref } from 'vue'
import { useZoomPane } from '../useZoomPane.ts'
import { useSlideNear } from './slide-near.ts'
import { useSlideSteps } from './slide-steps.ts'
import { useTalkValue } from './talk-value.ts'

/** A slide, for what stands on it. */
export const slidePlace: Place = {
  deck: '',
  useName: () => `slide ${useSlideContext().$page.value}`,
  useNear: useSlideNear,
  useActive: useIsSlideActive,
  useIsPrint: () => useNav().isPrintMode,
  useIsNarrow: () => ref(false),
  useSteps: useSlideSteps,
  useSynced: useTalkValue,
  useZoomPane,
  useRoute: () => useSlideContext().$route,
}
