/** A navigator for VueUse's `useWakeLock` that gives no lock where the browser refuses one; without `wakeLock` where the browser has none. */
export function askingNavigator(): Navigator {
  const { wakeLock } = navigator
  // VueUse takes nothing for a lock that is not there, which is what it is.
  return (wakeLock ? { wakeLock: { request: (type: WakeLockType) => wakeLock.request(type).catch(() => null) } } : {}) as Navigator
}
