import type { Plugin } from 'vite'
import { beside } from './amend.ts'

/** From `npm start`, keeps the steps that are asked for while the deck comes up; the built deck's cover has the same script in its head. */
export function earlyKeys(): Plugin {
  return {
    name: 'early-keys',
    apply: 'serve',
    transformIndexHtml: {
      order: 'pre',
      handler: () => [{ tag: 'script', attrs: { type: 'module', src: `/@fs/${beside('client/early-steps.ts').replace(/^\//, '')}` }, injectTo: 'head-prepend' }],
    },
  }
}
