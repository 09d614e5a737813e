import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import { demoNames } from './scripts/deck/demo-names.ts'
import { codeFont } from './scripts/vite/built/code-font.ts'
import { deckData } from './scripts/vite/content/deck-data.ts'
import { diagrams } from './scripts/vite/content/diagrams.ts'
import { earlyKeys } from './scripts/vite/slidev/early-keys.ts'
import { exercises } from './scripts/vite/content/exercises.ts'
import { exerciseSlides } from './scripts/vite/content/exercise-slides.ts'
import { facts } from './scripts/vite/content/facts.ts'
import { guard } from './scripts/vite/slidev/guard.ts'
import { homes } from './scripts/vite/content/homes.ts'
import { hosting } from './scripts/vite/built/hosting.ts'
import { iamActions } from './scripts/vite/content/iam-actions.ts'
import { oneTalk } from './scripts/vite/slidev/one-talk.ts'
import { liveFigures } from './scripts/vite/content/live-figures.ts'
import { ownContext } from './scripts/vite/slidev/own-context.ts'
import { pages } from './scripts/vite/content/pages.ts'
import { patterns } from './scripts/vite/content/patterns.ts'
import { reading } from './scripts/vite/slidev/reading.ts'
import { snippetFiles } from './scripts/vite/content/snippet-files.ts'
import { shortAddresses } from './scripts/vite/slidev/short-addresses.ts'
import { ready } from './scripts/vite/slidev/ready.ts'
import { site } from './scripts/vite/built/site.ts'
import { talkServer } from './scripts/vite/slidev/talk-server.ts'
import { terminal } from './scripts/vite/content/terminal.ts'
import { views } from './scripts/vite/slidev/views.ts'
import { wakeLock } from './scripts/vite/slidev/wake-lock.ts'

const root = fileURLToPath(new URL('.', import.meta.url))

export default defineConfig({
  plugins: [
    guard(),
    facts(`${root}facts`, () => demoNames(root)),
    diagrams(),
    patterns(root),
    exercises(root),
    exerciseSlides(root),
    homes(root),
    iamActions(),
    liveFigures(root),
    ownContext(root),
    pages(root),
    snippetFiles(`${root}snippets`),
    deckData(root),
    terminal(root),
    shortAddresses(root),
    site(),
    oneTalk(),
    talkServer(),
    ...views(),
    reading(),
    earlyKeys(),
    wakeLock(),
    ready(),
    codeFont(),
    ...hosting(root),
  ],
  // What only a live slide, the presenter view or a dialog imports, and Slidev names otherwise: found that late, the server would bundle it
  // then and reload every window.
  optimizeDeps: { include: ['jsonata', '@fix-webm-duration/fix', '@shikijs/engine-javascript', 'ansis', 'fflate', 'file-saver', 'recordrtc'] },
  // A build lists every file it writes and how long each plugin took; what matters of it is the line with which scripts/build.mjs ends.
  logLevel: 'warn',
  // What answers in the lab, a pattern's or an exercise's functions, is fetched by the worker when it is needed.
  worker: { format: 'es' },
  build: {
    modulePreload: {
      // The list of slides names the files of every slide. A slide's scripts are found by what they import; named need be its styles alone.
      resolveDependencies: (file, needed) => /(?:^|\/)md-[^/]*\.js$/.test(file) ? needed.filter(name => name.endsWith('.css')) : needed,
    },
    rollupOptions: {
      checks: { bundlerTimings: false },
      treeshake: {
        // The engine's index names everything there is of it. A slide that runs a machine is to load what runs it, not what reads and checks text.
        moduleSideEffects: [{ test: /\/engine\/asl\/(?:index\.ts|definition\/)|\/node_modules\/yaml\//, sideEffects: false }],
      },
      output: {
        // What is needed together comes in one file: on a slow line the requests take longer than the bytes. (Slidev's own grouping would have
        // the first slide load Shiki.)
        codeSplitting: {
          groups: [
            // The pages of read/ have nothing of the deck's first file but this.
            { name: 'base', test: /\/node_modules\/(?:@vue\/|vue\/)|vite\/preload-helper|plugin-vue:export-helper|\/composables\/place\/place\.ts/, priority: 7 },
            { name: 'reading', test: /\/components\/reading\/alive\/[\w-]+\.ts/, priority: 6 },
            { name: 'deck', tags: ['$initial'], priority: 5 },
            { name: 'play', test: /\/@slidev\/client\/pages\/play\.vue/, priority: 4 },
            { name: 'sheet', test: /\/components\/SlideSheet\.vue|\/layouts\/default\.vue/, priority: 3 },
            { name: 'live', test: /\/components\/LiveWorkflow\.vue/, priority: 2 },
            { name: 'engine', test: /\/engine\/simulation\/play\/play-case\.ts/, priority: 1 },
          ],
        },
      },
    },
  },
})
