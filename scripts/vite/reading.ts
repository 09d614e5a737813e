import type { Plugin } from 'vite'
import { amendSlidev, beside } from './amend.ts'

const swipes = { find: `import { useSwipeControls } from '../composables/useSwipeControls'`, replace: `import { useSwipeControls } from '${beside('client/swipes.ts')}'` }

/** What Slidev does otherwise for whoever reads the deck on a screen of their own, from `npm start` and built alike. */
export function reading(): Plugin {
  return amendSlidev('deck:reading', [
    { file: 'pages/play.vue', ...swipes },
    { file: 'pages/presenter.vue', ...swipes },
    // On the blank beside the slide a finger steps when it is taken away without a swipe; Slidev steps as it comes down, and once more for the swipe.
    { file: 'pages/play.vue', find: `function onClick(e: MouseEvent) {`, replace: `let pointer = ''\nfunction onClick(e: PointerEvent) {\n  if (e.type === 'pointerdown')\n    pointer = e.pointerType\n  if ((pointer === 'touch') !== (e.type === 'click'))\n    return` },
    { file: 'pages/play.vue', find: `      @pointerdown="onClick"`, replace: `      @pointerdown="onClick"\n      @click="onClick"` },
  ], 'everywhere')
}
