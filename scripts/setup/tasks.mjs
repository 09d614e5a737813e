// @ts-check
import { accessSync, constants, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { commands } from './commands.mjs'
import { eslint } from './eslint.mjs'
import { choosePort } from './port.mjs'

/**
 * @typedef {{ about: string, options?: import('./options.mjs').Command, command: (args: string[], context: TaskContext) => string[], env?: (args: string[]) => NodeJS.ProcessEnv, prepare?: (context: PrepareContext) => Promise<string[]>, fromCallersFolder?: true }} Task
 *   `options` are checked before anything is installed; a task without them reads its own. `command` gives what Node is
 *   started with: a script and its arguments; `env` what is added to its environment; `prepare` looks at what could be in
 *   the way, once all is installed, and gives arguments to add
 * @typedef {{ root: string, values: Record<string, string | boolean | undefined>, say: (line: string) => void }} PrepareContext
 * @typedef {{ root: string, canOpenBrowser: boolean }} TaskContext
 */

/** What Slidev does not know; it is told in the environment. */
const TALK = /^--talk(=true)?$/

/** @type {Record<string, Task>} */
export const tasks = {
  start: {
    about: "Slidev's server on http://localhost:3030, presenter view at /presenter; --talk: only the 45 minutes",
    command: (args, { root, canOpenBrowser }) => [
      join(root, 'node_modules', '@slidev', 'cli', 'bin', 'slidev.mjs'),
      ...args.filter((arg) => !TALK.test(arg)),
      ...(canOpenBrowser && !args.some((arg) => /^(-o|--open|--no-open)($|=)/.test(arg)) ? ['--open'] : []),
    ],
    env: (args) => ({ DECK_READY: '1', ...(args.some((arg) => TALK.test(arg)) ? { DECK_TALK: '1' } : {}) }),
    options: commands.start,
    prepare: prepareStart,
  },
  test: { about: 'every test: types, unit tests, a real browser', options: commands.test, command: script('scripts', 'test.mjs') },
  build: { about: 'the deck as static files in dist/', options: commands.build, command: script('scripts', 'build.mjs') },
  'build:engine': { about: 'the engine as a package for npm in dist-engine/: library, asl command, types', options: commands['build:engine'], command: script('scripts', 'build-engine.ts') },
  stage: { about: 'the built deck for the room at http://localhost:3030, one talk for all windows and a phone', options: commands.stage, command: script('scripts', 'stage.mjs') },
  preview: { about: 'serves dist/ as a host would', options: commands.preview, command: script('scripts', 'preview.mjs') },
  export: { about: 'the deck as PDF, PNG or PPTX', options: commands.export, command: script('scripts', 'export.mjs') },
  bench: { about: 'figures of this deck beside others', options: commands.bench, command: script('scripts', 'bench.mjs') },
  asl: { about: 'run, check and draw state machines', command: script('engine', 'cli', 'asl.mjs'), fromCallersFolder: true },
  fuzz: { about: 'a hundred thousand odd definitions, inputs and expressions', options: commands.fuzz, command: script('scripts', 'fuzz.mjs') },
  diagrams: { about: 'draws the diagrams that slides show, into diagrams/drawn', options: commands.diagrams, command: script('scripts', 'draw-diagrams.ts') },
  models: { about: 'the API models that mocked answers are held to, from the AWS SDK', options: commands.models, command: script('scripts', 'make-models.ts') },
  check: { about: 'the type check, and what is wrong in facts, patterns and pages', options: commands.check, command: script('scripts', 'check.mjs') },
  lint: {
    about: 'faults and format of the code; --fix: corrects what it can',
    command: (args, { root }) => [...eslint(root), ...(args.some((arg) => !arg.startsWith('-')) ? [] : ['.']), ...args],
  },
}

/** @param {string[]} path */
function script(...path) {
  return (/** @type {string[]} */ args, /** @type {TaskContext} */ { root }) => [join(root, ...path), ...args]
}

/**
 * What would end Slidev's server with a stack: a folder that can not be written to, a port that is taken.
 * @param {PrepareContext} context
 * @returns {Promise<string[]>} the port to listen on, as an argument
 */
async function prepareStart({ root, values, say }) {
  // Vite bundles the configuration into the one, the packages into the other.
  for (const folder of ['.vite-temp', '.vite'].map((name) => join(root, 'node_modules', name))) {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.W_OK)
  }
  const port = typeof values.port === 'string' ? values.port : undefined
  const chosen = await choosePort({ port, hosts: ['localhost', '127.0.0.1', '::1'], say })
  return port === undefined ? ['--port', String(chosen)] : []
}

/** The help that an unknown task gets. */
export function usage() {
  const lines = Object.entries(tasks).map(([name, { about }]) => `  npm run ${name.padEnd(8)} ${about}`)
  return ['Tasks (what follows `--` is passed on):', ...lines].join('\n')
}

/**
 * Whether `npm start` may open a browser window by itself: a person sits at a terminal of this machine.
 * @param {{ env: Record<string, string | undefined>, platform: string, isTerminal: boolean }} machine
 */
export function canOpenBrowser({ env, platform, isTerminal }) {
  if (!isTerminal || env.CI || env.SSH_CONNECTION) return false
  return platform === 'darwin' || platform === 'win32' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY)
}

/**
 * Why a task is not begun: whoever reaches Slidev's own server can rewrite the slides, so it stays on this machine.
 * @param {string} name
 * @param {Record<string, string | boolean | undefined>} values
 * @returns {string | undefined} a sentence
 */
export function refusal(name, values) {
  const opening = name === 'start' ? ['remote', 'tunnel', 'bind', 'workshop'].find((option) => values[option] !== undefined && values[option] !== false) : undefined
  return opening && `npm start is for writing and stays on this machine, without --${opening}; for the room and the phone: npm run stage -- --remote${opening === 'workshop' ? ' --workshop' : ''}`
}
