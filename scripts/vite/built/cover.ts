import type { Plugin, Rolldown } from 'vite'
import { createHash } from 'node:crypto'
import { resolve } from 'node:path'
import { bundled } from './bundled.ts'
import { rulesFor } from './critical-css.ts'
import { deepLinks } from './deep-links.ts'
import { renderFirstSlide } from './first-slide.ts'

/**
 * Writes the first slide into the built page, so that it is painted before any of the deck's scripts has arrived, and
 * shown only when the address asks for it. Its markup is the slide itself, rendered by Vue on the server; its rules
 * are those of the deck's own style sheets that can match it; the rest of the styles load below it. When Slidev shows
 * the same slide, client/hand-over.ts takes the written one away.
 */
export function cover(): Plugin {
  let root = ''
  let define: Record<string, unknown> | undefined
  const written = new Map<string, string>()
  return {
    name: 'deck:cover',
    apply: 'build',
    configResolved(config) {
      root = config.root
      // Slidev has switches of its own among them, which its plugins set themselves.
      define = { __DECK_PDF__: config.define?.__DECK_PDF__ }
    },
    generateBundle: {
      order: 'post',
      handler() {
        for (const [fileName, source] of written)
          this.emitFile({ type: 'asset', fileName, source })
      },
    },
    transformIndexHtml: {
      order: 'post',
      async handler(html, { bundle }) {
        if (!bundle)
          return html
        const styles = Object.values(bundle).flatMap(file =>
          file.type === 'asset' && file.fileName.endsWith('.css') ? [{ name: file.fileName, css: String(file.source) }] : [])
        const main = /^.*<link rel="stylesheet"[^>]*href="\.?\/?([^"]*)".*$/m.exec(html)
        if (!main)
          throw new Error('The built page has no style sheet: the cover cannot be written into it. Look at scripts/vite/built/cover.ts again.')
        const [link, mainName] = main
        styles.sort((a, b) => Number(b.name === mainName) - Number(a.name === mainName) || a.name.localeCompare(b.name))

        const pdf = String(JSON.parse(String(define?.__DECK_PDF__ ?? '""')))
        const slide = await renderFirstSlide(resolve(root, 'slides.md'), define)
        const markup = `<div id="written-cover"><div class="slidev-slide-content"><div class="slidev-page slidev-page-1">${slide}</div></div></div>\n  <noscript><p>These slides need JavaScript. <a href="./read/">Read the talk</a>${pdf ? ` or <a href="${pdf}">the slides as a PDF</a>` : ''} without it.</p></noscript>`
        const css = frame + rulesFor(markup, styles.map(({ css }) => css))
        const script = await bundled('client/first-paint.ts')
        const entry = Object.values(bundle).find(file => file.type === 'chunk' && file.facadeModuleId?.endsWith('.html'))
        const links = await deepLinks(bundle, root, entry?.fileName ?? '')
        const write = (name: string, source: string) => {
          const fileName = `assets/${name.replace('.', `-${createHash('sha256').update(source).digest('base64url').slice(0, 8)}.`)}`
          written.set(fileName, source)
          return `./${fileName}`
        }
        const placed = script
          .replace('__DEEP_LINKS__', write('deep-links.json', JSON.stringify(links)))
          .replace('__ALWAYS__', [...scriptsOf(bundle, entry?.fileName)].join(' '))
          .replace('__COVER__', [...links.of.play!, ...links.of[1]!].map(place => links.files[place]).join(' '))
          .replace('__OFFER_READING__', write('offer-reading.js', await bundled('client/offer-reading.ts')))
        // The deck's scripts stand below the cover, so that fetching them never gets ahead of painting it.
        const scripts = html.match(/<script type="module".*?<\/script>|<link rel="modulepreload"[^>]*>/g) ?? []
        return {
          html: html
            .replace(link, '')
            .replace(/ *(?:<script type="module".*?<\/script>|<link rel="modulepreload"[^>]*>)\n/g, '')
            .replace('<body>', () => `<body>\n  ${markup}\n  ${link.trim()}`)
            .replace('</body>', () => `  ${scripts.join('\n  ')}\n</body>`),
          tags: [
            // The sheet before the script: the script holds the page up, and nothing behind it is fetched meanwhile.
            { tag: 'link', attrs: { rel: 'stylesheet', href: write('cover.css', css) }, injectTo: 'head-prepend' },
            { tag: 'script', attrs: { src: write('first-paint.js', placed) }, injectTo: 'head-prepend' },
          ],
        }
      },
    },
  }
}

/** The page's own script, and what it imports. */
function scriptsOf(bundle: Rolldown.OutputBundle, name: string | undefined, known = new Set<string>()): Set<string> {
  const chunk = name === undefined ? undefined : bundle[name]
  if (chunk?.type === 'chunk' && !known.has(chunk.fileName)) {
    known.add(chunk.fileName)
    chunk.imports.forEach(imported => scriptsOf(bundle, imported, known))
  }
  return known
}

/** The place of the written cover: over everything, where Slidev will put its canvas. */
const frame = `#written-cover{position:fixed;inset:0;z-index:100;overflow:hidden;pointer-events:none;background:var(--slidev-slide-container-background,#000)}
html.past-the-cover #written-cover{display:none}
#written-cover>.slidev-slide-content{position:absolute;left:50%;top:50%;width:980px;height:552px;overflow:hidden;transform:translate(-50%,-50%) scale(var(--slidev-slide-scale,1))}
#written-cover>.slidev-slide-content>.slidev-page{position:absolute;inset:0}
noscript p{position:fixed;left:0;right:0;bottom:0;z-index:101;padding:12px;text-align:center}
`
