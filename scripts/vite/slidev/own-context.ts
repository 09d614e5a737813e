import type { Plugin } from 'vite'

/** With this in a component Slidev leaves it alone. */
const MARK = '/* @slidev-injection */'

/**
 * Slidev asks for the slide's context in every component, whether it uses that or not. The components of this deck ask themselves where
 * they need it: so they are smaller, and those that run something can stand where there is no slide.
 *
 * @param root the project's folder
 */
export function ownContext(root: string): Plugin {
  const folder = `${root.replaceAll('\\', '/').replace(/\/$/, '')}/components/`
  return {
    name: 'deck:own-context',
    enforce: 'pre',
    transform: (code, id) => id.startsWith(folder) && id.endsWith('.vue') ? { code: `${code}\n<!-- ${MARK} -->\n`, map: null } : undefined,
  }
}
