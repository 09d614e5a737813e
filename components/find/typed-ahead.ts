import { showGotoDialog } from '@slidev/client/state/index.ts'
import { watch } from 'vue'

let typed = ''

/** Keeps what is typed between the key that opens the dialog and the moment when its box takes letters; the slides get none of it. */
export function keepTypedAhead(): void {
  watch(showGotoDialog, () => typed = '', { flush: 'sync' })
  addEventListener('keydown', (event) => {
    const hasBox = event.target instanceof Element && event.target.closest('#slidev-goto-dialog')
    if (!showGotoDialog.value || hasBox || event.ctrlKey || event.metaKey || event.altKey)
      return
    if (event.key === 'Escape')
      showGotoDialog.value = false
    else if (event.key === 'Backspace')
      typed = typed.slice(0, -1)
    else if (event.key.length === 1)
      typed += event.key
    event.preventDefault()
    event.stopImmediatePropagation()
  }, { capture: true })
}

/** What was typed ahead; it is told once. */
export function typedAhead(): string {
  const text = typed
  typed = ''
  return text
}
