import type { Plugin } from 'vite'

// Slidev's exporter waits for every `data-waitfor` element to show what it names. This one shows it when the page stands
// still: all slides there, fonts and pictures loaded, nothing added for half a second. Then links get their places on paper.

const ID = '/@print-ready'

const SIGN = `<div id="print-ready" data-waitfor="i" style="position:absolute;top:0;left:0;width:1px;height:1px;opacity:0;pointer-events:none"></div>
<script type="module" src="${ID}"></script>
`

/** The deck's page with the sign in it. Slidev's server answers with this text as it is, past all plugins. */
export function withReadySign(html: string): string {
  return html.replace('</body>', `${SIGN}</body>`)
}

/** The script behind the sign. */
export function printReady(): Plugin {
  return {
    name: 'print-ready',
    resolveId: (id) => (id === ID ? `\0${ID}` : undefined),
    load: (id) => (id === `\0${ID}` ? `(${saysWhenReady.toString()})()` : undefined),
  }
}

/** Runs in the page. */
function saysWhenReady(): void {
  const STILL_FOR = 5
  let last = ''
  let still = 0
  const look = (): void => {
    const slides = document.querySelectorAll('.print-slide-container').length
    const loading = document.querySelector('.slidev-slide-loading') !== null || document.fonts.status !== 'loaded' || [...document.images].some((image) => !image.complete)
    const seen = `${slides} ${document.getElementsByTagName('*').length} ${document.body.scrollHeight}`
    still = slides > 0 && !loading && seen === last ? still + 1 : 0
    last = seen
    if (still < STILL_FOR) {
      setTimeout(look, 100)
      return
    }
    for (const link of document.querySelectorAll<HTMLAnchorElement>('.print-slide-container a[href]')) aim(link)
    const sign = document.createElement('i')
    sign.style.cssText = 'display:block;width:1px;height:1px'
    document.getElementById('print-ready')!.append(sign)
  }
  look()

  /** A link to a slide goes to its page; one to a file beside the deck goes nowhere on paper. */
  function aim(link: HTMLAnchorElement): void {
    if (link.origin !== location.origin) return
    const slide = /^#\/?(\d+)\b/.exec(link.hash)?.[1]
    const page = slide && document.querySelector(`.print-slide-container[id^="${slide.padStart(3, '0')}-"]`)
    if (page) link.setAttribute('href', `#${page.id}`)
    else link.removeAttribute('href')
  }
}
