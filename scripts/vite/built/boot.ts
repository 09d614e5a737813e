import type { Plugin } from 'vite'
import { beside } from '../amend.ts'

/** Starts client/boot.ts in the built page, before Slidev's own entry. */
export function boot(): Plugin {
  return {
    name: 'deck:boot',
    apply: 'build',
    transformIndexHtml: {
      order: 'pre',
      handler: () => [{ tag: 'script', attrs: { type: 'module', src: beside('client/boot.ts') }, injectTo: 'body-prepend' }],
    },
  }
}
