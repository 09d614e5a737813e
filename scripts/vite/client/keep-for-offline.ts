import { talkServer } from '../../../composables/talk/server.ts'
import { shown } from './shown.ts'

/**
 * Registers the service worker once the first slide is complete and the page idle, so that keeping the deck for offline use never
 * competes with it. The root element's `data-offline` says how far it is: `saving`, then `saved`.
 * From the stage server nothing is kept: what somebody changes before the next talk is shown then, and what was kept earlier goes.
 */
export function keepForOffline(): void {
  if (!('serviceWorker' in navigator))
    return
  if (talkServer()) {
    void navigator.serviceWorker.getRegistration('./').then(registration => registration?.unregister())
    return
  }
  const state = document.documentElement.dataset
  const register = async () => {
    try {
      state.offline = 'saving'
      await navigator.serviceWorker.register('./sw.js', { scope: './' })
      await navigator.serviceWorker.ready
      state.offline = 'saved'
    }
    catch (error) {
      delete state.offline
      console.warn(`The deck could not be kept for offline use: ${String(error)}`)
    }
  }
  void shown().then(register)
}
