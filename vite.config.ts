import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import { demoNames } from './scripts/deck/demo-names.ts'
import { diagrams } from './scripts/vite/diagrams.ts'
import { facts } from './scripts/vite/facts.ts'
import { hosting } from './scripts/vite/hosting.ts'
import { pages } from './scripts/vite/pages.ts'
import { patterns } from './scripts/vite/patterns.ts'
import { snippetFiles } from './scripts/vite/snippet-files.ts'
import { shortAddresses } from './scripts/vite/short-addresses.ts'
import { site } from './scripts/vite/site.ts'
import { terminal } from './scripts/vite/terminal.ts'

const root = fileURLToPath(new URL('.', import.meta.url))

export default defineConfig({
  plugins: [facts(`${root}facts`, () => demoNames(root)), diagrams(), patterns(root), pages(root), snippetFiles(`${root}snippets`), shortAddresses(), site(), terminal(root), ...hosting()],
  slidev: {
    // What free play changes on a slide; Slidev's server carries it between windows while presenting from `npm start`.
    serverRef: { state: { freePlay: {} } },
  },
  // Only what a live slide loads imports it: found that late, the server would bundle it then and reload the page in mid-talk.
  optimizeDeps: { include: ['jsonata'] },
  build: {
    modulePreload: {
      // The list of slides names the files of every slide. A slide's scripts are found by what they import; named need be its styles alone.
      resolveDependencies: (file, needed) => /(?:^|\/)md-[^/]*\.js$/.test(file) ? needed.filter(name => name.endsWith('.css')) : needed,
    },
    rollupOptions: {
      output: {
        // Slidev groups all of Shiki and its grammars into a chunk that the entry then imports; left to itself
        // the bundler keeps them out of the first load.
        manualChunks: () => undefined,
      },
    },
  },
})
