import type { Plugin } from 'vite'
import { generateSW } from 'workbox-build'
import { resolve } from 'node:path'
import { VIEWS } from '../slidev/short-addresses.ts'

/**
 * Writes the service worker that keeps the whole built deck (slides, fonts, notes, the PDF) on the reader's disk, so
 * that it works with the network gone. A new build waits until every window of the old one is closed: nothing reloads
 * in the middle of a talk. Slidev's own `pwa` option stays off, because it does reload, leaves the PDF out, and shows
 * a badge that never goes away.
 */
export function offline(): Plugin {
  let folder = ''
  let written = false
  return {
    name: 'deck:offline',
    apply: 'build',
    configResolved(config) {
      folder = resolve(config.root, config.build.outDir)
    },
    writeBundle() {
      written = true
    },
    closeBundle: {
      order: 'post',
      sequential: true,
      async handler() {
        if (!written)
          return
        const { warnings } = await generateSW({
          globDirectory: folder,
          // Of the small pages that lead to a slide there are as many as slides; what they lead to is kept.
          globPatterns: ['*.html', 'read/*.html', `{${Object.keys(VIEWS).join(',')}}/index.html`, '**/*.{js,css,woff2,svg,png,json,webmanifest,pdf,txt}'],
          // The social image is for other sites to show, the 404 page for hosts; no view of the deck asks for them.
          globIgnores: ['og-image.png', '404.html', 'sw.js'],
          dontCacheBustURLsMatching: /^assets\//,
          maximumFileSizeToCacheInBytes: 50_000_000,
          swDest: resolve(folder, 'sw.js'),
          ignoreURLParametersMatching: [/^/],
          cleanupOutdatedCaches: true,
          clientsClaim: true,
          skipWaiting: false,
          inlineWorkboxRuntime: true,
          sourcemap: false,
          mode: 'production',
        })
        for (const warning of warnings)
          this.warn(warning)
      },
    },
  }
}
