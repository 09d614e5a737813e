/**
 * Registers the service worker once the page has loaded and is idle, so that keeping the deck for offline use never
 * competes with its first slide. The root element's `data-offline` says how far it is: `saving`, then `saved`.
 */
export function keepForOffline(): void {
  if (!('serviceWorker' in navigator))
    return
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
  const whenIdle = () => 'requestIdleCallback' in window ? requestIdleCallback(register) : setTimeout(register, 500)
  if (document.readyState === 'complete')
    whenIdle()
  else
    addEventListener('load', whenIdle, { once: true })
}
