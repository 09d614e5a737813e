import type { useNav } from '@slidev/client'
import type { Router } from 'vue-router'
import { shallowRef } from 'vue'
import { soundClicks } from '../talk/address.ts'

/** What to say of an address whose slide the deck does not have; undefined once it has been read. */
export const missingSlide = shallowRef<string>()

const READ_MS = 8000

/**
 * Sets right an address that a person has typed or an old link has: a click that is none counts as the slide's first; behind the last
 * slide is the last; a slide that does not exist is the cover, which then says so.
 *
 * @param router the deck's
 * @param nav gives Slidev's navigation
 */
export function keepAddressSound(router: Router, nav: () => ReturnType<typeof useNav>): void {
  router.beforeEach((to) => {
    const asked = to.params.no
    if ((to.name !== 'play' && to.name !== 'presenter') || typeof asked !== 'string')
      return
    const slides = nav().slides.value
    const exists = asked === 'index.html' || slides.some(slide => slide.no === Number(asked) || slide.meta.slide?.frontmatter.routeAlias === asked)
    const clicks = exists ? soundClicks(to.query.clicks) : undefined
    if (exists && clicks === to.query.clicks)
      return
    let no = asked
    if (!exists) {
      const behind = Number(asked) > slides.length
      no = behind ? String(slides.length) : '1'
      say(`There is no slide ${Number.isNaN(Number(asked)) ? `“${asked.slice(0, 40)}”` : asked.slice(0, 40)} here. This is the ${behind ? 'last one' : 'cover'}.`)
    }
    return { path: `${to.name === 'presenter' ? '/presenter' : ''}/${no}`, query: { ...to.query, clicks }, hash: to.hash, replace: true }
  })
}

function say(what: string): void {
  missingSlide.value = what
  setTimeout(() => {
    if (missingSlide.value === what)
      missingSlide.value = undefined
  }, READ_MS)
}
