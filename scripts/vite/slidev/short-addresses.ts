import type { Plugin } from 'vite'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { readDeck } from '../../deck/parser.ts'
import { leadingPage, notFoundPage } from '../built/plain-pages.ts'

/** The views by the addresses people type: `/presenter` beside `/#/presenter`. */
export const VIEWS: Record<string, string> = { presenter: 'presenter/', overview: 'overview', notes: 'notes', remote: 'remote', lab: 'lab' }

/** Slidev's page for exports, which it prints the address of; from `npm start` only. */
const EXPORT = { export: 'export' }

/**
 * With routes after the `#`, addresses such as `/presenter`, `/7` and `/saga` would be the cover. The dev server redirects them, and
 * the built deck has a page there that does, without a script. What is no view and no slide is not found.
 *
 * @param root the project's folder
 */
export function shortAddresses(root: string): Plugin {
  return {
    name: 'short-addresses',
    configureServer(server) {
      server.middlewares.use(async (request, response, next) => {
        const { base } = server.config
        const [path = '', query] = (request.url ?? '').split('?')
        const [, name, slide] = path.startsWith(base) ? /^([a-z\d][\w-]*)(\/\d+)?\/?$/i.exec(path.slice(base.length)) ?? [] : []
        const isPage = (request.method === 'GET' || request.method === 'HEAD') && /\btext\/html\b/.test(request.headers.accept ?? '')
        if (!name || !isPage || existsSync(join(root, 'public', name)))
          return next()
        const routes = new Map(Object.entries({ ...slide ? {} : await slideNames(root), ...VIEWS, ...EXPORT }))
        const route = slide && routes.has(name) ? `${name}${slide}` : routes.get(name)
        if (route === undefined)
          response.writeHead(404, { 'Content-Type': 'text/html; charset=utf-8' }).end(notFoundPage(base))
        else
          response.writeHead(302, { Location: `${base}${query ? `?${query}` : ''}#/${route}` }).end()
      })
    },
    async generateBundle() {
      for (const [name, route] of Object.entries({ ...await slideNames(root), ...VIEWS }))
        this.emitFile({ type: 'asset', fileName: `${name}/index.html`, source: leadingPage(name, route) })
    },
  }
}

/** The numbers and names of the deck's slides, by themselves. */
async function slideNames(root: string): Promise<Record<string, string>> {
  const { slides } = await readDeck(root, join(root, 'slides.md'))
  const names = slides.flatMap(({ frontmatter }, index) => [String(index + 1), ...isName(frontmatter.routeAlias) ? [frontmatter.routeAlias] : []])
  return Object.fromEntries(names.map(name => [name, name]))
}

function isName(alias: unknown): alias is string {
  return typeof alias === 'string' && /^[\w-]+$/.test(alias)
}
