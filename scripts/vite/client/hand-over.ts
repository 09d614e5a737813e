/**
 * Takes the written cover away as soon as Slidev shows the same slide in its place, or any other view. Where somebody has asked for
 * another slide or view meanwhile, the deck goes there once it stands.
 */
export function handOver(): void {
  const written = document.getElementById('written-cover')
  const app = document.getElementById('app')
  if (!written || !app)
    return
  // On its way to the first slide Slidev's router overlooks an address that changes; its own changes raise no event.
  let wish: string | undefined
  // Both events: the router may have written its own address before the second one tells of the change, and tells of the address it was.
  const notePassing = () => {
    wish = location.hash
  }
  const note = ({ newURL }: HashChangeEvent) => {
    wish = new URL(newURL).hash
  }
  addEventListener('popstate', notePassing)
  addEventListener('hashchange', note)

  const lift = () => {
    // Whatever it is that stands there, the router listens by now.
    const stands = app.firstElementChild !== null
    if (stands && wish !== undefined && location.hash !== wish)
      location.hash = wish
    const elsewhere = !/^(?:#\/?1?)?(?:\?|$)/.test(location.hash)
    if (!elsewhere && !document.querySelector('#app .slidev-page-1 > :not(.slidev-slide-loading)'))
      return
    requestAnimationFrame(() => written.remove())
    if (wish !== undefined && !stands)
      return
    observer.disconnect()
    removeEventListener('popstate', notePassing)
    removeEventListener('hashchange', note)
  }
  const observer = new MutationObserver(lift)
  observer.observe(app, { childList: true, subtree: true })
}
