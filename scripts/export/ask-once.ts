import type { Page } from 'playwright-chromium'

/** What the print page has around each slide, and with clicks around each click. */
const CONTAINER = '.print-slide-container'

/**
 * Slidev's exporter asks one printed slide after the other for its id, and the whole page is looked through each time: printed with its
 * clicks, a deck has hundreds of them. Here the page is asked once for all ids.
 *
 * @param page the exporter's; changed in place
 */
export function askOnce(page: Page): void {
  const locator = page.locator.bind(page)
  page.locator = (selector, options) => {
    const all = locator(selector, options)
    if (selector !== CONTAINER) return all
    const nth = all.nth.bind(all)
    let ids: Promise<string[]> | undefined
    all.nth = (index) => {
      const one = nth(index)
      const getAttribute = one.getAttribute.bind(one)
      one.getAttribute = async (name, wishes) => {
        if (name !== 'id') return getAttribute(name, wishes)
        ids ??= all.evaluateAll((elements) => elements.map(({ id }) => id))
        return (await ids)[index] ?? null
      }
      return one
    }
    return all
  }
}
