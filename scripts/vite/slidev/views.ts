import type { Plugin } from 'vite'
import { amendSlidev, beside } from '../amend.ts'

/** Two folders up from here: the project. */
const project = (path: string) => beside(`../../${path}`)

/** What Slidev's views do otherwise in this deck, from `npm start` and built alike. */
export function views(): Plugin[] {
  return [
    amendSlidev('deck:views', [
      // Going to a slide finds more than titles. Slidev places its dialog at once, closed; ours comes when it is asked for.
      { file: 'internals/Controls.vue', find: `import Goto from './Goto.vue'`, replace: `import Goto from '${project('components/find/goto.ts')}'` },
      { file: 'pages/presenter.vue', find: `import Goto from '../internals/Goto.vue'`, replace: `import Goto from '${project('components/find/goto.ts')}'` },
      // The row of controls: on a window with a mouse only where the mouse goes for it, on a screen for fingers never where it cannot be seen.
      {
        file: 'pages/play.vue',
        find: `const persistNav = computed(() => isScreenVertical.value || showEditor.value)`,
        replace: `const { persist: persistNav, shown: navShown } = useControlsShown(() => isScreenVertical.value, () => showEditor.value)`,
      },
      { file: 'pages/play.vue', find: `import { onContextMenu } from '../logic/contextMenu'`, replace: `import { onContextMenu } from '../logic/contextMenu'\nimport { useControlsShown } from '${beside('client/controls-shown.ts')}'` },
      { file: 'pages/play.vue', find: `class="absolute bottom-0 left-0 transition duration-300 opacity-0 hover:opacity-100 focus-within:opacity-100 focus-visible:opacity-100"`, replace: `class="controls-row absolute bottom-0 left-0 transition duration-300"` },
      { file: 'pages/play.vue', find: `persistNav ? '!opacity-100 right-0' : 'opacity-0 p-2',`, replace: `persistNav ? 'right-0' : 'p-2',\n            navShown ? 'is-shown' : '',` },
      // Room for ten lines of notes and more, whatever the window's size; what somebody chose by hand stays.
      { file: 'pages/presenter.vue', find: `useLocalStorage('slidev-presenter-notes-width', 360)`, replace: `useLocalStorage('slidev-presenter-notes-width', Math.round(Math.max(360, innerWidth * 0.32)), { writeDefaults: false })` },
      { file: 'pages/presenter.vue', find: `useLocalStorage('slidev-presenter-notes-row-size', 280)`, replace: `useLocalStorage('slidev-presenter-notes-row-size', Math.round(Math.max(280, innerHeight * 0.54)), { writeDefaults: false })` },
      { file: 'pages/presenter.vue', find: `  maxNotesWidth: 720,`, replace: `  maxNotesWidth: Infinity,` },
      // From slide to slide styles/fade.css leads. Vue's transitions measure the page several times in each step, while the audience waits for it.
      { file: 'internals/SlidesShow.vue', find: `    :is="(hasViewTransition && !isPrintMode && !hmrSkipTransition && !disableTransition) ? 'div' : TransitionGroup"\n    v-bind="(hmrSkipTransition || disableTransition || isPrintMode) ? {} : currentTransition"\n`, replace: `    :is="'div'"\n` },
      { file: 'internals/SlidesShow.vue', find: `    tag="div"\n`, replace: '' },
      { file: 'internals/SlidesShow.vue', find: `    @after-leave="onAfterLeave"\n`, replace: '' },
      { file: 'internals/SlidesShow.vue', find: `const hasViewTransition = useViewTransition()\n`, replace: '' },
      { file: 'internals/SlidesShow.vue', find: `import { useViewTransition } from '../composables/useViewTransition'\n`, replace: '' },
      { file: 'internals/SlidesShow.vue', find: `import { computed, shallowRef, TransitionGroup, watchEffect } from 'vue'`, replace: `import { computed, shallowRef, watchEffect } from 'vue'` },
      // The talk's own clock, the same in every window.
      { file: 'pages/presenter.vue', find: `import TimerBar from '../internals/TimerBar.vue'`, replace: `import TimerBar from '${project('components/talk/TimeBar.vue')}'` },
      { file: 'pages/presenter.vue', find: `import TimerInlined from '../internals/TimerInlined.vue'`, replace: `import TimerInlined from '${project('components/talk/TalkClock.vue')}'` },
    ], 'everywhere'),
  ]
}
