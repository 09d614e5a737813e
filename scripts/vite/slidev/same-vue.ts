import type { Plugin } from 'vite'
import * as vue from 'vue'
import * as renderer from 'vue/server-renderer'

/** One Vue for a slide and its renderer: the one loaded here, not the one that Slidev chooses for the browser. */
const loaded: Record<string, object> = { 'vue': vue, 'vue/server-renderer': renderer }
const lent = Symbol.for('deck:lent-vue')

/** Has modules that a Vite server loads in this process take the Vue that is loaded here; see lendVue. */
export const sameVue: Plugin = {
  name: 'deck:same-vue',
  enforce: 'pre',
  config: () => ({ resolve: { alias: Object.keys(loaded).map(name => ({ find: new RegExp(`^${name}$`), replacement: `\0deck:${name}` })) } }),
  resolveId: id => id.startsWith('\0deck:') ? id : undefined,
  load(id) {
    if (!id.startsWith('\0deck:'))
      return
    const name = id.slice('\0deck:'.length)
    const names = Object.keys(loaded[name]!).filter(one => /^\w+$/.test(one) && one !== 'default')
    return `const { ${names.join(', ')} } = globalThis[Symbol.for('deck:lent-vue')]['${name}']\nexport { ${names.join(', ')} }`
  },
}

let borrowers = 0

/**
 * Lends this process's Vue to the modules of a server with the plugin above.
 *
 * @returns what takes it back, once nothing is rendered any more
 */
export function lendVue(): () => void {
  const global = globalThis as Record<symbol, unknown>
  borrowers++
  global[lent] = loaded
  return () => {
    if (--borrowers === 0)
      delete global[lent]
  }
}
