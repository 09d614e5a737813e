import type { ShortcutOptions } from '@slidev/types'
import { magicKeys } from '@slidev/client/state/index.ts'
import { defineShortcutsSetup } from '@slidev/types'
import { computed } from 'vue'
import { useBlackScreen } from '../composables/useBlackScreen.ts'

/**
 * Keys beside Slidev's. `b` and `.`, which a clicker's black key sends, take the picture away from the audience and bring it back. So do
 * Escape and any key that goes on or back, which does nothing else then: nobody is a beat further than what was seen last.
 * https://sli.dev/custom/config-shortcuts
 */
export default defineShortcutsSetup((_, shortcuts) => {
  const { black, toggle, lift } = useBlackScreen()
  const alone = (key: string) => computed(() => !!magicKeys[key]?.value && !magicKeys.ctrl?.value && !magicKeys.meta?.value && !magicKeys.alt?.value)

  const steps = shortcuts.map((shortcut): ShortcutOptions => /^(?:next|prev)_/.test(shortcut.name ?? '') && !shortcut.name!.endsWith('_overview')
    ? { ...shortcut, fn: () => lift() || shortcut.fn?.() }
    : shortcut)
  return [
    ...steps,
    { name: 'black', key: alone('b'), fn: toggle },
    { name: 'black_clicker', key: alone('.'), fn: toggle },
    { name: 'black_off', key: computed(() => !!magicKeys.escape?.value && black.value), fn: lift },
  ]
})
