/**
 * Takes the written cover away as soon as Slidev shows the same slide in its place, or any other view. Where somebody has asked for
 * another slide meanwhile, the talk goes there once it stands.
 */
export function handOver(): void {
  const written = document.getElementById('written-cover')
  const app = document.getElementById('app')
  if (!written || !app)
    return
  // On its way to the first slide Slidev's router overlooks an address that changes; its own changes raise no event.
  let wish: string | undefined
  const note = () => {
    wish = location.hash
  }
  addEventListener('hashchange', note)

  const lift = () => {
    const stands = !!document.querySelector('#slideshow > .slidev-page')
    if (stands && wish !== undefined && location.hash !== wish)
      location.hash = wish
    const elsewhere = !/^(?:#\/?1?)?(?:\?|$)/.test(location.hash)
    if (!elsewhere && !document.querySelector('#app .slidev-page-1 > :not(.slidev-slide-loading)'))
      return
    requestAnimationFrame(() => written.remove())
    if (wish !== undefined && !stands)
      return
    observer.disconnect()
    removeEventListener('hashchange', note)
  }
  const observer = new MutationObserver(lift)
  observer.observe(app, { childList: true, subtree: true })
}
