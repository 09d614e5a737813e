import type { Plugin } from 'vite'
import { beside } from '../amend.ts'

/**
 * From `npm start`, keeps the steps that are asked for while the deck comes up; the built deck's cover has the same script in its head.
 * Slidev's server sends its page as it is, without asking the plugins what belongs into it: so the page is changed on its way out.
 */
export function earlyKeys(): Plugin {
  const script = `<script type="module" src="/@fs/${beside('client/early-steps.ts').replace(/^\//, '')}"></script>`
  return {
    name: 'early-keys',
    apply: 'serve',
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        if (/^\/(?:index\.html)?(?:\?|$)/.test(request.url ?? '')) {
          const end = response.end.bind(response) as (body?: unknown) => typeof response
          response.end = (body?: unknown) => end(typeof body === 'string' ? body.replace('<head>', `<head>\n  ${script}`) : body)
        }
        next()
      })
    },
  }
}
