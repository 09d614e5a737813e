import type { Plugin } from 'vite'

// Slidev's exporter waits for every `data-waitfor` element to show what it names, one by one, each time searching the whole page: with a
// page a click that is most of the export. Printed in one piece, this sign waits for all of them at once, and the exporter for the sign.
// It shows when the page stands still: all slides there and ready, fonts and pictures loaded, nothing added for half a second. Then links
// get their places on paper, and what is said to who can't see it is what a PDF can say.

const ID = '/@print-ready'

const SIGN = `<div id="print-ready" data-waitfor="i" style="position:absolute;top:0;left:0;width:1px;height:1px;opacity:0;pointer-events:none"></div>
<script type="module" src="${ID}"></script>
`

/** The deck's page with the sign in it. Slidev's server answers with this text as it is, past all plugins. */
export function withReadySign(html: string): string {
  return html.replace('</body>', `${SIGN}</body>`)
}

/**
 * The script behind the sign.
 *
 * @param options how the deck is printed
 * @param options.inOnePiece all slides on one page, whose waits the sign then takes over
 */
export function printReady({ inOnePiece }: { inOnePiece: boolean }): Plugin {
  return {
    name: 'print-ready',
    enforce: 'pre',
    resolveId: (id) => (id === ID ? `\0${ID}` : undefined),
    load: (id) => (id === `\0${ID}` ? `(${saysWhenReady.toString()})()` : undefined),
    transform(code, id) {
      if (!inOnePiece || !id.endsWith('.vue') || !code.includes(' data-waitfor="')) return undefined
      return { code: code.replaceAll(' data-waitfor="', ' data-ready-with="'), map: null }
    },
  }
}

/** Runs in the page. What is not ready yet stands in the sign's `data-missing`. */
function saysWhenReady(): void {
  const STILL_FOR = 5
  const sign = document.getElementById('print-ready')!
  let last = ''
  let still = 0
  const look = (): void => {
    const slides = document.querySelectorAll('.print-slide-container').length
    const missing = [...document.querySelectorAll<HTMLElement>('[data-ready-with]')].filter((element) => !element.querySelector(element.dataset.readyWith!))
    sign.dataset.missing = [...new Set(missing.map((element) => Number.parseInt(element.closest('.print-slide-container')?.id ?? '')))].join(', ')
    const loading = missing.length > 0 || document.querySelector('.slidev-slide-loading') !== null || document.fonts.status !== 'loaded' || [...document.images].some((image) => !image.complete)
    const seen = `${slides} ${document.getElementsByTagName('*').length} ${document.body.scrollHeight}`
    still = slides > 0 && !loading && seen === last ? still + 1 : 0
    last = seen
    if (still < STILL_FOR) {
      setTimeout(look, 100)
      return
    }
    for (const link of document.querySelectorAll<HTMLAnchorElement>('.print-slide-container a[href]')) aim(link)
    speakPlainly()
    const shown = document.createElement('i')
    shown.style.cssText = 'display:block;width:1px;height:1px'
    sign.append(shown)
  }
  look()

  /**
   * For the PDF's tags. Nothing is pressed on paper. A picture of which all is hidden but its words would be left out, with them. And what has a
   * caption is code or a table as often as a picture: it is read itself.
   */
  function speakPlainly(): void {
    for (const button of document.querySelectorAll('[role="button"]')) button.removeAttribute('role')
    for (const part of document.querySelectorAll('[role="img"] [aria-hidden]')) part.removeAttribute('aria-hidden')
    for (const figure of document.querySelectorAll('figure:not([aria-label])')) figure.setAttribute('role', 'group')
  }

  /** A link to a slide goes to its page; one to a file beside the deck goes nowhere on paper. */
  function aim(link: HTMLAnchorElement): void {
    if (link.origin !== location.origin) return
    const slide = /^#\/?(\d+)\b/.exec(link.hash)?.[1]
    const page = slide && document.querySelector(`.print-slide-container[id^="${slide.padStart(3, '0')}-"]`)
    if (page) link.setAttribute('href', `#${page.id}`)
    else link.removeAttribute('href')
  }
}
