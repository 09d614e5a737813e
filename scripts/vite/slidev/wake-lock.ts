import type { Plugin } from 'vite'
import { amendSlidev, beside } from '../amend.ts'

/**
 * Slidev asks the browser to keep the screen awake, and leaves it unhandled when the browser says no, as Safari does before
 * the first touch and every browser when the battery is low. Here a no is taken for one. Takes part in `npm start`, too.
 */
export function wakeLock(): Plugin {
  return amendSlidev('deck:wake-lock', [{
    file: 'composables/useWakeLock.ts',
    find: `import { wakeLockEnabled } from '../state'

export function useWakeLock() {
  const { request, release } = useVueUseWakeLock()`,
    replace: `import { wakeLockEnabled } from '../state'
import { askingNavigator } from '${beside('client/wake-lock.ts')}'

export function useWakeLock() {
  const { request, release } = useVueUseWakeLock({ navigator: askingNavigator() })`,
  }], 'everywhere')
}
