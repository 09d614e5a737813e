/**
 * Takes the written cover away as soon as Slidev shows the same slide in its place, or any other view.
 */
export function handOver(): void {
  const written = document.getElementById('written-cover')
  const app = document.getElementById('app')
  if (!written || !app)
    return
  // Slidev's router, on its way to the first slide, overlooks an address that changes meanwhile. It replaces addresses silently, so
  // an event is somebody's wish.
  let wish = ''
  const note = () => wish = location.hash
  addEventListener('hashchange', note)
  const lift = () => {
    if (document.querySelector('#slideshow > .slidev-page')) {
      removeEventListener('hashchange', note)
      if (wish && location.hash !== wish)
        location.hash = wish
      wish = ''
    }
    const elsewhere = !/^(?:#\/?1?)?(?:\?|$)/.test(location.hash)
    if (!elsewhere && !document.querySelector('#app .slidev-page-1 > :not(.slidev-slide-loading)'))
      return
    observer.disconnect()
    requestAnimationFrame(() => written.remove())
  }
  const observer = new MutationObserver(lift)
  observer.observe(app, { childList: true, subtree: true })
}
