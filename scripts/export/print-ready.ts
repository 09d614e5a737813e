import type { Plugin } from 'vite'

// Slidev's exporter waits for every `data-waitfor` element to show what it names. This one shows it when the page stands
// still: all slides there, fonts and pictures loaded, nothing added for half a second.

const ID = '/@print-ready'

/** A plugin for the exporter's server: the page says when it may be printed. */
export function printReady(): Plugin {
  return {
    name: 'print-ready',
    resolveId: (id) => (id === ID ? `\0${ID}` : undefined),
    load: (id) => (id === `\0${ID}` ? `(${saysWhenReady.toString()})()` : undefined),
    transformIndexHtml: () => [
      { tag: 'div', attrs: { 'id': 'print-ready', 'data-waitfor': 'i', 'style': 'position:absolute;top:0;left:0;width:1px;height:1px;opacity:0;pointer-events:none' }, injectTo: 'body' },
      { tag: 'script', attrs: { type: 'module', src: ID }, injectTo: 'body' },
    ],
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
    const sign = document.createElement('i')
    sign.style.cssText = 'display:block;width:1px;height:1px'
    document.getElementById('print-ready')!.append(sign)
  }
  look()
}
