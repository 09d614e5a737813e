import type { Plugin } from 'vite'
import { amendSlidev, beside } from '../amend.ts'

/**
 * Slidev's own synchronising of windows gives way to the deck's (docs/windows.md), from `npm start` and in the built deck alike. Slidev's timer,
 * pointer and notes keep what they read and write, under the same names; its choice of directions has nothing left to choose.
 */
export function oneTalk(): Plugin {
  return amendSlidev('deck:one-talk', [
    {
      file: 'state/shared.ts',
      find: `// @ts-expect-error - virtual module\nimport serverState from 'server-reactive:nav'\nimport { createSyncState } from './syncState'`,
      replace: `import { talkForSlidev } from '${beside('../../composables/talk/slidev-state.ts')}'`,
    },
    { file: 'state/shared.ts', find: `createSyncState<SharedState>(serverState, {`, replace: `talkForSlidev<SharedState>({` },
    { file: 'internals/NavControls.vue', find: `import SyncControls from './SyncControls.vue'\n`, replace: '' },
    { file: 'internals/NavControls.vue', find: `        <SyncControls v-if="__SLIDEV_FEATURE_PRESENTER__" />\n`, replace: '' },
    // The toolbar for drawing belongs to the window in which it was opened; Slidev opens and moves it in all windows of the browser.
    { file: 'composables/useDrawings.ts', find: `useLocalStorage('slidev-drawing-enabled', false)`, replace: `ref(false)` },
    { file: 'composables/useDrawings.ts', find: `useLocalStorage('slidev-drawing-pinned', false)`, replace: `ref(false)` },
  ], 'everywhere')
}
