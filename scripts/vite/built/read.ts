import type { Plugin } from 'vite'
import { createHash } from 'node:crypto'
import { makeReading, readingFiles } from '../../read/reading.ts'
import { FONT } from '../../read/style.ts'
import { siteAddress } from './site.ts'

/** The script that brings figures to life for whoever has JavaScript, as the build names it. */
const SCRIPT = /^assets\/alive-[\w-]+\.js$/

/**
 * Writes `read/` into the built deck: a page a chapter, made of the same slides and notes, whole without a script; and `sitemap.xml` where
 * the deck's address is known.
 *
 * @param root the project's folder
 */
export function read(root: string): Plugin {
  return {
    name: 'deck:read',
    apply: 'build',
    generateBundle: {
      order: 'post',
      async handler(_, bundle) {
        const reading = await makeReading(root)
        const fonts = Object.values(bundle).flatMap(file => file.type === 'asset' && file.fileName.endsWith('.woff2') ? file.fileName : [])
        // A font that comes late waits for the next page: nothing moves under the eyes of whoever reads.
        const css = reading.css.replaceAll('font-display: swap', 'font-display: optional').replace(FONT, (_, __, name: string) => {
          const font = fonts.find(file => file.includes(name.replace('.woff2', '')))
          if (!font)
            throw new Error(`The built deck has no font ${name}, which the pages of read/ use. Look at scripts/vite/built/read.ts again.`)
          return `url(${font.slice('assets/'.length)})`
        })
        const style = `assets/read-${createHash('sha256').update(css).digest('base64url').slice(0, 8)}.css`
        this.emitFile({ type: 'asset', fileName: style, source: css })
        const site = siteAddress()?.href
        const script = Object.keys(bundle).find(file => SCRIPT.test(file))
        const files = readingFiles(reading, { style: `../${style}`, ...script ? { script: `../${script}` } : {}, ...site ? { site } : {} })
        for (const [fileName, source] of Object.entries(files))
          this.emitFile({ type: 'asset', fileName, source })
      },
    },
  }
}
