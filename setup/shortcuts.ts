import type { ShortcutOptions } from '@slidev/types'
import { useNav } from '@slidev/client'
import { magicKeys } from '@slidev/client/state/index.ts'
import { defineShortcutsSetup } from '@slidev/types'
import { computed } from 'vue'
import { useBlackScreen } from '../composables/useBlackScreen.ts'
import { useZoomKey } from '../composables/useZoomKey.ts'

/**
 * Keys beside Slidev's. `b` and `.`, which a clicker's black key sends, take the picture away from the audience and bring it back. So do
 * Escape and any key that goes on or back, which does nothing else then: nobody is a beat further than what was seen last.
 * `l` opens in the lab what runs on the slide; from the presenter's view in a window of its own, so that the talk stays where it is.
 * `z` makes the code fill the slide, or what else can, with Shift the drawing; another press or Escape goes back.
 * https://sli.dev/custom/config-shortcuts
 */
export default defineShortcutsSetup((_, shortcuts) => {
  const { black, toggle, lift } = useBlackScreen()
  const { zoom, press, fill } = useZoomKey()
  const { isPresenter } = useNav()
  const alone = (key: string) => computed(() => !!magicKeys[key]?.value && !magicKeys.ctrl?.value && !magicKeys.meta?.value && !magicKeys.alt?.value)

  const steps = shortcuts.map((shortcut): ShortcutOptions => /^(?:next|prev)_/.test(shortcut.name ?? '') && !shortcut.name!.endsWith('_overview')
    ? { ...shortcut, fn: () => lift() || shortcut.fn?.() }
    : shortcut)
  return [
    ...steps,
    { name: 'lab', key: alone('l'), fn: () => openInLab(isPresenter.value) },
    { name: 'black', key: alone('b'), fn: toggle },
    { name: 'black_clicker', key: alone('.'), fn: toggle },
    { name: 'zoom', key: alone('z'), fn: () => press(magicKeys.shift?.value ? 'drawing' : 'code') },
    { name: 'zoom_off', key: computed(() => !!magicKeys.escape?.value && !!zoom.value && !black.value), fn: () => fill() },
    { name: 'black_off', key: computed(() => !!magicKeys.escape?.value && black.value), fn: lift },
  ]
})

function openInLab(beside: boolean): void {
  const stage = [...document.querySelectorAll<HTMLElement>('#slideshow > .slidev-page [data-lab]')].find(one => one.offsetParent !== null)
  if (!stage)
    return
  if (beside)
    window.open(stage.dataset.lab, 'lab')
  else
    location.hash = stage.dataset.lab!
}
