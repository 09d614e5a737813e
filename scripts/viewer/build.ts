import { createRequire } from 'node:module'
import { join } from 'node:path'
import process from 'node:process'
import { pathToFileURL } from 'node:url'
import type { PluginOption } from 'vite'
import { build } from 'vite'
import { codeFont } from '../vite/built/code-font.ts'
import { facts } from '../vite/content/facts.ts'
import { notices } from '../vite/built/notices.ts'

/**
 * Builds the page of `asl serve`: static files with relative addresses, for any server of the API.
 *
 * @param root the project's folder
 * @param out the folder to write, which is emptied before
 */
export async function buildViewer(root: string, out: string): Promise<void> {
  // Whoever builds may be a test: what Vite and Vue take from the environment would then be for one.
  const { NODE_ENV } = process.env
  process.env.NODE_ENV = 'production'
  await build({
    configFile: false,
    root: join(root, 'viewer'),
    base: './',
    logLevel: 'error',
    plugins: [await vue(), facts(join(root, 'facts')), codeFont(), notices({ root, what: 'page', besides: [] })],
    build: {
      outDir: out,
      emptyOutDir: true,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 1000,
    },
  }).finally(() => {
    if (NODE_ENV === undefined) delete process.env.NODE_ENV
    else process.env.NODE_ENV = NODE_ENV
  })
}

/** Vue's plugin is Slidev's: the page and the deck are compiled by the same one. */
async function vue(): Promise<PluginOption> {
  const slidev = createRequire(createRequire(import.meta.url).resolve('@slidev/cli/package.json'))
  const { default: plugin } = await import(pathToFileURL(slidev.resolve('@vitejs/plugin-vue')).href) as { default: () => PluginOption }
  return plugin()
}
