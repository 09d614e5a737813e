import type { Plugin } from 'vite'
import { amendSlidev, beside } from '../amend.ts'

const swipes = { find: `import { useSwipeControls } from '../composables/useSwipeControls'`, replace: `import { useSwipeControls } from '${beside('client/swipes.ts')}'` }

/** What Slidev does otherwise for whoever reads the deck on a screen of their own, from `npm start` and built alike. */
export function reading(): Plugin {
  return amendSlidev('deck:reading', [
    { file: 'pages/play.vue', ...swipes },
    { file: 'pages/presenter.vue', ...swipes },
    // On the blank beside the slide a finger steps when it is taken away without a swipe; Slidev steps as it comes down, and once more for the swipe.
    { file: 'pages/play.vue', find: `function onClick(e: MouseEvent) {`, replace: `let pointer = ''\nfunction onClick(e: PointerEvent) {\n  if (e.type === 'pointerdown')\n    pointer = e.pointerType\n  if ((pointer === 'touch') !== (e.type === 'click'))\n    return` },
    { file: 'pages/play.vue', find: `      @pointerdown="onClick"`, replace: `      @pointerdown="onClick"\n      @click="onClick"` },
    // The PDF that a build has made, among the controls; Slidev's own button has a fixed address.
    { file: 'internals/NavControls.vue', find: `const md = breakpoints.smaller('md')`, replace: `const deckPdf = __DECK_PDF__\nconst md = breakpoints.smaller('md')` },
    {
      file: 'internals/NavControls.vue',
      find: `        <IconButton v-if="configs.download" title="Download as PDF" @click="downloadPDF">
          <div class="i-carbon:download" />
        </IconButton>`,
      replace: `        <a v-if="deckPdf" class="slidev-icon-btn" :href="deckPdf" download title="The slides as a PDF" aria-label="The slides as a PDF">
          <div class="i-carbon:download" />
        </a>`,
    },
    { file: 'internals/NavControls.vue', find: `import { downloadPDF } from '../utils'\n`, replace: '' },
  ], 'everywhere')
}
