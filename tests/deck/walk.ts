import type { Page } from 'playwright/test'

/** The little of a page that it takes to walk through the deck; other drivers than Playwright have it, too. */
export interface Walked {
  evaluate: <Result, Given = void>(work: (given: Given) => Result, given?: Given) => Promise<Awaited<Result>>
  waitForFunction: <Given = void>(test: (given: Given) => unknown, given?: Given) => Promise<unknown>
  keyboard: { press: (key: string) => Promise<void> }
}

/** What went wrong in a page while a test had it open. */
export interface Trouble {
  console: string[]
  requests: string[]
  policy: string[]
}

/**
 * Watches a page: console errors, requests to other hosts, violations of the content security policy.
 *
 * @param page a page that has not been opened yet
 * @param origin the deck's own origin
 */
export async function watch(page: Page, origin: string): Promise<Trouble> {
  const trouble: Trouble = { console: [], requests: [], policy: [] }
  page.on('console', message => message.type() === 'error' && trouble.console.push(message.text()))
  page.on('pageerror', error => trouble.console.push(error.message))
  page.on('request', (request) => {
    const url = new URL(request.url())
    if (/^https?:$/.test(url.protocol) && url.origin !== origin)
      trouble.requests.push(request.url())
  })
  await page.exposeFunction('reportPolicy', (text: string) => {
    trouble.policy.push(text)
  })
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', event =>
      (window as any).reportPolicy(`${event.violatedDirective}: ${event.blockedURI} ${event.sourceFile}`))
  })
  return trouble
}

/** Waits until the slide that is shown is complete: loaded, its live workflow run, its fonts there, its transition over. */
export async function settle(page: Walked) {
  await page.waitForFunction(() => {
    const shown = [...document.querySelectorAll<HTMLElement>('#slideshow > .slidev-page')].filter(slide => slide.offsetParent !== null)
    return shown.length === 1
      && shown[0]!.childElementCount > 0
      && !document.querySelector('#slideshow .slidev-slide-loading')
      && !/-(?:enter|leave)-active/.test(shown[0]!.className)
      && [...shown[0]!.querySelectorAll('.live')].every(live => live.querySelector('.live-ready'))
      && document.fonts.status === 'loaded'
  })
}

/** Where the talk stands: the slide that is shown, and the click that the address names. */
export async function place(page: Walked): Promise<{ slide: number, click: number }> {
  return page.evaluate(() => {
    const shown = [...document.querySelectorAll<HTMLElement>('#slideshow > .slidev-page')].find(slide => slide.offsetParent !== null)
    return { slide: Number(shown?.dataset.slidevNo), click: Number(new URLSearchParams(location.hash.split('?')[1]).get('clicks') ?? 0) }
  })
}

/** Whether the slide that is shown has no further click. */
export async function isAtLastClick(page: Walked): Promise<boolean> {
  return page.evaluate(() => {
    const { nav } = (document.querySelector('#app') as any).__vue_app__._context.provides['$$slidev-context']
    return nav.clicks >= nav.clicksTotal
  })
}

/**
 * Presses a key that goes on or back, and waits until what it leads to is complete.
 *
 * @param page the deck
 * @param key `ArrowRight` or `ArrowLeft`
 * @returns false where nothing follows: Slidev's button for going on is off there
 */
export async function step(page: Walked, key: 'ArrowRight' | 'ArrowLeft'): Promise<boolean> {
  if (key === 'ArrowRight' && await page.evaluate(() => !!document.querySelector('.slidev-icon-btn.disabled[title="Go to next slide"]')))
    return false
  const before = await place(page)
  await page.keyboard.press(key)
  await page.waitForFunction(({ slide, click }) => {
    const shown = [...document.querySelectorAll<HTMLElement>('#slideshow > .slidev-page')].filter(one => one.offsetParent !== null)
    return shown.length === 1 && (Number(shown[0]!.dataset.slidevNo) !== slide || Number(new URLSearchParams(location.hash.split('?')[1]).get('clicks') ?? 0) !== click)
  }, before)
  await settle(page)
  return true
}

/**
 * Goes to a slide through the address, and waits until it is complete.
 *
 * @param page the deck
 * @param slide its number
 * @param click from 0; more than there are lead to the last
 */
export async function goTo(page: Walked, slide: number, click = 0): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash
  }, `#/${slide}?clicks=${click}`)
  await page.waitForFunction(no => [...document.querySelectorAll<HTMLElement>('#slideshow > .slidev-page')].some(one => one.offsetParent !== null && one.dataset.slidevNo === no), String(slide))
  await settle(page)
}

/**
 * Measures the slide that is shown, on a canvas of 980 × 552.
 *
 * @returns what stands outside the slide, is cut off, or is smaller than the design allows
 */
export async function measure(page: Walked): Promise<string[]> {
  return page.evaluate(() => {
    const slide = [...document.querySelectorAll<HTMLElement>('#slideshow > .slidev-page')].find(one => one.offsetParent !== null)!
    const frame = slide.getBoundingClientRect()
    const faults = new Set<string>()
    const name = (element: Element, text = '') =>
      `${element.tagName.toLowerCase()}${element.getAttribute('class') ? `.${element.getAttribute('class')!.split(' ')[0]}` : ''} “${text.trim().slice(0, 40)}”`
    const scrolls = (element: Element | null): boolean => !!element && element !== slide
      && (/auto|scroll/.test(getComputedStyle(element).overflowY) || scrolls(element.parentElement))

    const walker = document.createTreeWalker(slide, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.textContent ?? ''
      const element = node.parentElement!
      if (!text.trim() || element.closest('.visually-hidden, title, desc, style'))
        continue
      const style = getComputedStyle(element)
      if (style.visibility === 'hidden' || style.opacity === '0')
        continue
      const range = document.createRange()
      range.selectNodeContents(node)
      const box = range.getBoundingClientRect()
      if (box.width === 0 || box.height === 0)
        continue

      if (!scrolls(element)) {
        if (box.left < frame.left - 1 || box.top < frame.top - 1 || box.right > frame.right + 1 || box.bottom > frame.bottom + 1)
          faults.add(`outside the slide: ${name(element, text)}`)
        for (let parent: Element | null = element; parent && parent !== slide; parent = parent.parentElement) {
          const clip = getComputedStyle(parent)
          if (!/hidden|clip/.test(clip.overflowX + clip.overflowY))
            continue
          const edge = parent.getBoundingClientRect()
          if (box.right > edge.right + 1 || box.bottom > edge.bottom + 2)
            faults.add(`cut off: ${name(element, text)}`)
        }
      }

      const drawing = element.closest('svg')
      const matrix = drawing && (element as unknown as SVGGraphicsElement).getScreenCTM?.()
      const scale = matrix ? Math.hypot(matrix.a, matrix.b) : 1
      const size = Number.parseFloat(style.fontSize) * scale
      const code = /mono/i.test(style.fontFamily) || element.closest('.machine')
      if (size < (code ? 13 : 18) - 0.05)
        faults.add(`${size.toFixed(1)} px, ${code ? 'code' : 'text'}: ${name(element, text)}`)
    }

    for (const line of slide.querySelectorAll('.code .line.lit')) {
      const pane = line.closest('.code')!.getBoundingClientRect()
      const box = line.querySelector('.text')!.getBoundingClientRect()
      const inSight = box.width > 0 && box.top >= pane.top - 1 && box.bottom <= pane.bottom + 1
      if (inSight && (box.right > pane.right + 1 || box.left < pane.left - 1))
        faults.add(`cut off: line ${line.getAttribute('data-line')} of the state that is lit`)
    }

    const inner = slide.querySelector('main')
    if (inner && inner.scrollHeight > inner.clientHeight + 1)
      faults.add(`the slide is ${inner.scrollHeight} px high`)
    // What stands in the margin is no overflow in every browser; in Firefox it is.
    const foot = inner?.querySelector(':scope > .foot')
    if (inner && foot && foot.getBoundingClientRect().bottom > frame.bottom - Number.parseFloat(getComputedStyle(inner).paddingBottom) + 1)
      faults.add(`the foot stands in the margin, at ${foot.getBoundingClientRect().bottom.toFixed(0)} px`)
    return [...faults]
  })
}
