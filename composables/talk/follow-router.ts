import type { useNav } from '@slidev/client'
import type { RouteLocationNormalizedGeneric as Route, Router } from 'vue-router'
import type { TalkView } from '../../talk/messages.ts'
import type { Place } from '../../talk/window.ts'
import { configs } from '@slidev/client'
import { clicksOf } from '../../talk/address.ts'
import { isSamePlace } from '../../talk/window.ts'
import { remembered } from './memory.ts'
import { joinIn, showWith, talkWindow } from './this-window.ts'

const VIEWS: Record<string, TalkView> = {
  'play': 'slides',
  'presenter': 'presenter',
  'remote': 'remote',
  'overview': 'beside',
  'notes': 'beside',
  'notes-edit': 'beside',
  'entry': 'beside',
}

/**
 * Holds this window's address and the talk together: where the talk goes, the window goes if it is joined; where a person takes the
 * window, the talk hears of it. Opening, reloading and what Slidev sets right by itself are nobody's wish and tell nobody.
 *
 * @param router the deck's
 * @param nav gives Slidev's navigation
 */
export function followRouter(router: Router, nav: () => ReturnType<typeof useNav>): void {
  let open = false
  /** An address that the talk asks for, and what to show with it. */
  let ours: { path: string, apply: () => void } | undefined

  showWith((place, apply) => {
    const route = router.currentRoute.value
    const slides = nav().slides.value
    const at = open ? placeOf(route) : undefined
    const slide = Math.min(place.slide, slides.length)
    const meta = slides[slide - 1]?.meta
    if (!at || isSamePlace(at, { slide, clicks: Math.min(place.clicks, lastClick(slide) ?? place.clicks) }))
      return apply()
    const name = meta?.slide?.frontmatter.routeAlias ?? slide
    const target = {
      path: `${route.name === 'presenter' ? '/presenter' : ''}/${name}`,
      query: { ...route.query, clicks: place.clicks ? String(place.clicks) : undefined },
    }
    ours = { path: router.resolve(target).fullPath, apply }
    router.replace(target)
  })

  router.afterEach((to, from, failure) => {
    const isOurs = ours?.path === to.fullPath
    if (isOurs) {
      ours!.apply()
      ours = undefined
    }
    const view = viewOf(to)
    if (failure || isOurs || !view)
      return
    const place = placeOf(to)
    if (!open) {
      open = true
      talkWindow.open(view, place, isBare(to), remembered())
      joinIn(configs.title)
      return
    }
    talkWindow.turnTo(view, place)
    if (place)
      talkWindow.visit(place, lastClick(place.slide), !from.params.no || slideOf(from) !== undefined)
  })

  function slideOf(route: Route): number | undefined {
    const { no } = route.params
    return nav().slides.value.find(slide => slide.no === Number(no) || slide.meta.slide?.frontmatter.routeAlias === no)?.no
  }

  function placeOf(route: Route): Place | undefined {
    const slide = route.name === 'play' || route.name === 'presenter' ? slideOf(route) : undefined
    return slide === undefined ? undefined : { slide, clicks: Math.min(clicksOf(route.query.clicks), lastClick(slide) ?? Infinity) }
  }

  /** Known once the slide stands. */
  function lastClick(slide: number): number | undefined {
    const context = nav().slides.value[slide - 1]?.meta.__clicksContext
    return context?.isMounted ? context.total : undefined
  }

  function isBare(route: Route): boolean {
    const typed = (route.redirectedFrom ?? route).path
    return route.name === 'presenter' ? /^\/presenter\/?$/.test(typed) : route.name === 'remote' || (/^\/1?$/.test(typed) && !clicksOf(route.query.clicks))
  }
}

/** What a route shows; undefined for what takes no part in a talk: print, export, a slide inside another page. */
function viewOf(route: Route): TalkView | undefined {
  const query = new URLSearchParams(location.search)
  return query.has('print') || query.has('embedded') ? undefined : VIEWS[String(route.name)]
}
