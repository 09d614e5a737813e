import type { Plugin } from 'vite'

/**
 * Collects the rules of the components that a server renders, scoped as their markup is, in the order in which they come. It stands behind
 * the plugin that compiles components.
 *
 * @returns the plugin, and what it has found by now
 */
export function collectStyles(): { plugin: Plugin, css: () => string } {
  const found = new Map<string, string>()
  return {
    plugin: {
      name: 'read:styles',
      transform(code, id) {
        if (/[?&]vue&type=style/.test(id) && !/\/node_modules\/|\/layouts\//.test(id))
          found.set(id, code.replace(/^\/\* unplugin-vue-components disabled \*\/\s*/, ''))
      },
    },
    css: () => [...found.values()].join('\n'),
  }
}
