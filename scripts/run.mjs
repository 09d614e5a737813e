#!/usr/bin/env node
// @ts-check
// `node scripts/run.mjs TASK [arguments]`, which is what every npm script here calls. It brings what is missing (a Node
// recent enough, the packages) and runs the task. Only Node's own modules are used, in words that Node 18 understands.
import { spawnSync } from 'node:child_process'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runInPlace, withPath } from './setup/child.mjs'
import { install, needsInstall } from './setup/dependencies.mjs'
import { explained, SetupError } from './setup/error.mjs'
import { withSetupLock } from './setup/lock.mjs'
import { helpOf, readOptions, UsageError } from './setup/options.mjs'
import { chooseRuntime, fetchRuntime } from './setup/runtime.mjs'
import { canOpenBrowser, refusal, tasks, usage } from './setup/tasks.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const machine = { root, version: process.versions.node, execPath: process.execPath, platform: process.platform, arch: process.arch }

// Set-up speaks on standard error, because a task's standard output may be read by a program.
const say = (/** @type {string} */ line) => process.stderr.write(`${line}\n`)

/** @returns {Promise<string>} the Node that the task runs under */
async function setUp() {
  let runtime = chooseRuntime(machine)
  if (runtime.kind !== 'missing' && !needsInstall(root, machine)) return runtime.execPath
  return withSetupLock(root, say, async () => {
    runtime = chooseRuntime(machine)
    const execPath = runtime.kind === 'missing' ? await fetchRuntime(runtime, { ...machine, say }) : runtime.execPath
    if (spawnSync(execPath, ['--version']).status !== 0) {
      throw new SetupError(`${execPath} does not run on this machine: install Node 22.18 or newer (22, 24 or 26), then run the command again.`)
    }
    if (needsInstall(root, machine)) await install(root, { ...machine, say })
    say('Set-up done.')
    return execPath
  })
}

/** @returns {Promise<number>} the exit code */
async function main() {
  const [name = '', ...args] = process.argv.slice(2)
  const task = Object.hasOwn(tasks, name) ? tasks[name] : undefined
  if (!task) {
    say(name ? `There is no task "${name}".\n${usage()}` : usage())
    return 2
  }
  const given = task.options ? readOptions(task.options, args) : undefined
  if (task.options && given === 'help') {
    process.stdout.write(`${helpOf(task.options, task.about)}\n`)
    return 0
  }
  const refused = given && given !== 'help' ? refusal(name, given.values) : undefined
  if (refused) {
    say(refused)
    return 2
  }
  const execPath = await setUp()
  const added = given && given !== 'help' ? await task.prepare?.({ root, values: given.values, say }) : undefined
  const command = task.command([...args, ...(added ?? [])], {
    root,
    canOpenBrowser: canOpenBrowser({ env: process.env, platform: process.platform, isTerminal: process.stdout.isTTY === true }),
  })
  // npm starts scripts in the project's folder; files named on the command line are meant from where the person stands.
  const callersFolder = process.env.npm_lifecycle_event === name ? process.env.INIT_CWD : process.cwd()
  return runInPlace(execPath, command, {
    cwd: task.fromCallersFolder && callersFolder ? callersFolder : root,
    env: withPath({ ...process.env, ...task.env?.(args) }, { delimiter, folders: [join(root, 'node_modules', '.bin'), dirname(execPath)] }),
  })
}

try {
  process.exitCode = await main()
} catch (error) {
  const known = explained(error)
  if (!(known instanceof SetupError || known instanceof UsageError)) throw error
  say(known.message)
  process.exitCode = known instanceof UsageError ? 2 : 1
}
