import type { Plugin } from 'vite'

/** Slidev's views by the addresses people type: `/presenter` beside `/#/presenter`. */
const VIEWS = { presenter: 'presenter/', overview: 'overview', notes: 'notes' }

/**
 * With routes after the `#`, an address such as `/presenter` would be the cover. The dev server redirects it, and the built
 * deck has a page there that does, without a script.
 */
export function shortAddresses(): Plugin {
  return {
    name: 'short-addresses',
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const [, view, rest] = /^\/(presenter|overview|notes)(\/\d+)?\/?$/.exec((request.url ?? '').split('?')[0]!) ?? []
        if (!view)
          return next()
        response.writeHead(302, { Location: `/#/${rest ? `${view}${rest}` : VIEWS[view as keyof typeof VIEWS]}` })
        response.end()
      })
    },
    generateBundle() {
      for (const [view, route] of Object.entries(VIEWS)) {
        const source = `<!doctype html><html lang="en"><meta charset="utf-8"><title>${view}</title><meta http-equiv="refresh" content="0;url=../#/${route}"><a href="../#/${route}">${view}</a></html>\n`
        this.emitFile({ type: 'asset', fileName: `${view}/index.html`, source })
      }
    },
  }
}
