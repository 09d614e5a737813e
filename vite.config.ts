import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import { deckData } from './scripts/vite/deck-data.ts'
import { diagrams } from './scripts/vite/diagrams.ts'
import { earlyKeys } from './scripts/vite/early-keys.ts'
import { facts } from './scripts/vite/facts.ts'
import { hosting } from './scripts/vite/hosting.ts'
import { oneTalk } from './scripts/vite/one-talk.ts'
import { pages } from './scripts/vite/pages.ts'
import { patterns } from './scripts/vite/patterns.ts'
import { snippetFiles } from './scripts/vite/snippet-files.ts'
import { shortAddresses } from './scripts/vite/short-addresses.ts'
import { ready } from './scripts/vite/ready.ts'
import { site } from './scripts/vite/site.ts'
import { talkServer } from './scripts/vite/talk-server.ts'
import { terminal } from './scripts/vite/terminal.ts'
import { views } from './scripts/vite/views.ts'

const root = fileURLToPath(new URL('.', import.meta.url))

export default defineConfig({
  plugins: [facts(`${root}facts`), diagrams(), patterns(root), pages(root), snippetFiles(`${root}snippets`), shortAddresses(), site(), terminal(root), deckData(root), oneTalk(), talkServer(), ...views(), earlyKeys(), ready(), ...hosting()],
  // What only a live slide, the presenter view or a dialog imports, and Slidev names otherwise: found that late, the server would bundle it
  // then and reload every window.
  optimizeDeps: { include: ['jsonata', '@fix-webm-duration/fix', '@shikijs/engine-javascript', 'ansis', 'file-saver', 'recordrtc'] },
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
