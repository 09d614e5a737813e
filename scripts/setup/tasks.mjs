// @ts-check
import { join } from 'node:path'

/**
 * @typedef {{ about: string, command: (args: string[], context: TaskContext) => string[], env?: (args: string[]) => NodeJS.ProcessEnv, fromCallersFolder?: true }} Task
 *   `command` gives what Node is started with: a script and its arguments; `env` what is added to its environment
 * @typedef {{ root: string, canOpenBrowser: boolean }} TaskContext
 */

/** @type {Record<string, Task>} */
export const tasks = {
  start: {
    about: "Slidev's server on http://localhost:3030, presenter view at /presenter; --talk: only the 45 minutes",
    command: (args, { root, canOpenBrowser }) => [
      join(root, 'node_modules', '@slidev', 'cli', 'bin', 'slidev.mjs'),
      ...args.filter((arg) => arg !== '--talk'),
      ...(canOpenBrowser && !args.some((arg) => /^(-o|--open|--no-open)($|=)/.test(arg)) ? ['--open'] : []),
    ],
    env: (args) => (args.includes('--talk') ? { DECK_TALK: '1' } : {}),
  },
  test: { about: 'every test: types, unit tests, a real browser', command: script('scripts', 'test.mjs') },
  build: { about: 'the deck as static files in dist/', command: script('scripts', 'build.mjs') },
  preview: { about: 'serves dist/ as a host would', command: script('scripts', 'preview.mjs') },
  export: { about: 'the deck as PDF, PNG or PPTX', command: script('scripts', 'export.mjs') },
  bench: { about: 'figures of this deck beside others', command: script('scripts', 'bench.mjs') },
  asl: { about: 'run, check and draw state machines', command: script('engine', 'cli', 'asl.mjs'), fromCallersFolder: true },
  fuzz: { about: 'a hundred thousand odd definitions, inputs and expressions', command: script('scripts', 'fuzz.mjs') },
  diagrams: { about: 'draws the diagrams that slides show, into diagrams/drawn', command: script('scripts', 'draw-diagrams.ts') },
  check: { about: 'the type check, and what is wrong in facts, patterns and pages', command: script('scripts', 'check.mjs') },
}

/** @param {string[]} path */
function script(...path) {
  return (/** @type {string[]} */ args, /** @type {TaskContext} */ { root }) => [join(root, ...path), ...args]
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
 * What to say when the deck is opened to the network without a password: Slidev lets anybody who can reach it steer.
 * https://sli.dev/guide/#command-line-interface-cli
 * @param {string} task
 * @param {string[]} args
 * @returns {string | undefined}
 */
export function remoteWarning(task, args) {
  if (task !== 'start') return undefined
  const at = args.findIndex((arg) => arg === '--remote' || arg === '--remote=')
  if (at < 0 || (args[at] === '--remote' && args[at + 1] && !args[at + 1]?.startsWith('-'))) return undefined
  return '--remote without a password: everybody on this network can steer the talk. Use --remote=PASSWORD.'
}
