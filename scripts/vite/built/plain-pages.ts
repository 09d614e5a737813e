/** Small pages beside the deck, without a script or a style sheet, so that they stand under its policy wherever it is hosted. */

/**
 * A page in a folder of its own that leads to a view or a slide of the deck.
 *
 * @param name the folder's
 * @param route what stands behind `#/`
 */
export function leadingPage(name: string, route: string): string {
  return page(name, `<meta http-equiv="refresh" content="0;url=../#/${route}">`, `<a href="../../#/${route}">${name}</a>`)
}

/**
 * The page that hosts show for what the deck does not have.
 *
 * @param address the deck's, where it is known: the page is shown at any depth, so a relative link would lead anywhere
 */
export function notFoundPage(address?: string): string {
  const wayOn = address ? `<a href="${address}">To the slides</a>` : 'The slides are where this address has one part less behind its last slash.'
  return page('Not found', '<meta name="color-scheme" content="dark light"><meta name="viewport" content="width=device-width, initial-scale=1.0">', `<main style="max-width:34rem;margin:20vh auto;padding:0 1.5rem;font:1.15rem/1.5 system-ui,sans-serif"><h1 style="font-size:1.6rem">There is nothing at this address</h1><p>The deck has no slide, view or file of this name.</p><p>${wayOn}</p></main>`)
}

function page(title: string, head: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title>${head}</head><body>${body}</body></html>\n`
}
