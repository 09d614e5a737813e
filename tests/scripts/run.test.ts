import { spawn, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { canOpenBrowser, refusal, tasks } from '../../scripts/setup/tasks.mjs'

const project = join(import.meta.dirname, '..', '..')
const lockfile = JSON.stringify({ packages: { '': {}, 'node_modules/a': { version: '1.0.0' } } })

/** A project folder with the real set-up, an npm that plays its part, and a build that tells what it was given. */
let root: string
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'run-')))
  mkdirSync(join(root, 'scripts'))
  cpSync(join(project, 'scripts', 'run.mjs'), join(root, 'scripts', 'run.mjs'))
  cpSync(join(project, 'scripts', 'setup'), join(root, 'scripts', 'setup'), { recursive: true })
  writeFileSync(join(root, 'package-lock.json'), lockfile)
  writeFileSync(join(root, 'package.json'), '{"type":"module"}')
  mkdirSync(join(root, 'npm'))
  writeFileSync(join(root, 'npm', 'package.json'), '{"type":"module"}')
  script('scripts/build.mjs', 'console.log(JSON.stringify({ args: process.argv.slice(2), cwd: process.cwd(), path: process.env.PATH }))')
  npmDoes(`mkdirSync('node_modules/a', { recursive: true }); writeFileSync('node_modules/a/package.json', '{}')`)
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

function script(path: string, text: string): void {
  mkdirSync(join(root, path, '..'), { recursive: true })
  writeFileSync(join(root, path), text)
}

function npmDoes(text: string): void {
  script('npm/npm-cli.js', `import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'
    appendFileSync('npm-calls', process.argv.slice(2).join(' ') + '\\n')
    ${text}`)
}

const env = () => ({ ...process.env, npm_execpath: join(root, 'npm', 'npm-cli.js'), npm_lifecycle_event: undefined })
const command = (...args: string[]) => [join(root, 'scripts', 'run.mjs'), ...args]

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, command(...args), { encoding: 'utf8', env: env(), cwd: tmpdir() })
  return { status, stdout, stderr }
}

const npmCalls = () => existsSync(join(root, 'npm-calls')) ? readFileSync(join(root, 'npm-calls'), 'utf8').trim().split('\n') : []

describe('the first run', () => {
  it('installs what the lockfile lists, says so, and keeps standard output for the task', () => {
    const { status, stdout, stderr } = run('build')
    expect(stderr).toMatch(/Installing 1 packages into node_modules\//)
    expect(npmCalls()).toEqual([expect.stringMatching(/^ci --ignore-scripts /)])
    expect(JSON.parse(stdout)).toMatchObject({ args: [], cwd: root })
    expect(status).toBe(0)
  })

  it('is the only one that does', () => {
    run('build')
    const second = run('build')
    expect(second.stderr).toBe('')
    expect(npmCalls()).toHaveLength(1)
  })

  it('is done once when two start together', async () => {
    npmDoes(`await new Promise((done) => setTimeout(done, 700)); mkdirSync('node_modules/a', { recursive: true })`)
    const runs = [1, 2].map(() => new Promise<number | null>((resolve) => {
      spawn(process.execPath, command('build'), { env: env(), stdio: 'ignore' }).once('exit', resolve)
    }))
    expect(await Promise.all(runs)).toEqual([0, 0])
    expect(npmCalls()).toHaveLength(1)
  })
})

describe('what the machine refuses', () => {
  /** Runs a task in a Node whose file system refuses what a test says, as a full disk or somebody else's folder would. */
  function refused(name: string, method: string, code: string, path: string) {
    const preload = join(root, 'refuse.mjs')
    writeFileSync(preload, `import fs from 'node:fs'
      import { syncBuiltinESMExports } from 'node:module'
      const real = fs[${JSON.stringify(method)}]
      fs[${JSON.stringify(method)}] = (...args) => {
        if (!args.some((arg) => String(arg).includes(${JSON.stringify(path)}))) return real(...args)
        throw Object.assign(new Error('refused'), { code: ${JSON.stringify(code)}, syscall: 'open', path: String(args[0]) })
      }
      syncBuiltinESMExports()`)
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', preload, ...command(name)], { encoding: 'utf8', env: env() })
    return { status, stdout, stderr }
  }

  it.each([
    ['writeFileSync', 'ENOSPC', 'setup.lock', /The disk is full: make about 1 GB of room/],
    ['linkSync', 'EACCES', 'setup.lock', /may not be written to: check who owns it/],
    ['mkdirSync', 'EROFS', '.cache', /is read-only: copy the project/],
    ['writeFileSync', 'EPERM', '.step-functions-deck.json', /may not be written to/],
  ])('%s with %s for %s is a sentence', (method, code, path, advice) => {
    const { status, stdout, stderr } = refused('build', method, code, path)
    expect(stderr).toMatch(/The set-up could not go on: .* cannot be used/)
    expect(stderr).toMatch(advice)
    expect(stderr).not.toMatch(/^ {4}at /m)
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
  })

  it('leaves nothing behind that stops the next start', () => {
    refused('build', 'writeFileSync', 'ENOSPC', 'setup.lock')
    expect(run('build').status).toBe(0)
  })

  it('is no hindrance where only the stamp can not be written and all is installed', () => {
    run('build')
    rmSync(join(root, 'node_modules', '.step-functions-deck.json'))
    script('node_modules/.package-lock.json', lockfile)
    expect(refused('build', 'writeFileSync', 'EROFS', '.step-functions-deck.json').status).toBe(0)
  })

  it('is a sentence from npm start, too, before Slidev is asked', () => {
    run('build')
    expect(refused('start', 'accessSync', 'EACCES', '.vite-temp')).toMatchObject({ status: 1, stderr: expect.stringMatching(/\.vite-temp cannot be used \(EACCES/) })
    script('node_modules/.vite', 'a file where a folder should be')
    expect(run('start')).toMatchObject({ status: 1, stderr: expect.stringMatching(/node_modules\/\.vite cannot be used/) })
  })
})

describe('when npm fails', () => {
  it.each([
    ['npm error code ENOTFOUND', /registry cannot be reached/],
    ['npm error code ENOSPC', /disk is full/],
    ['npm error code EUSAGE\nnpm error Missing: x from lock file', /Missing: x from lock file\n.*disagree/],
    ['', /It gave no reason/],
  ])('says what to do about %j and does not run the task', (words, sentence) => {
    npmDoes(`console.error(${JSON.stringify(words)}); process.exit(1)`)
    const { status, stdout, stderr } = run('build')
    expect(stderr).toMatch(/The packages could not be installed: npm ended with exit code 1/)
    expect(stderr).toMatch(sentence)
    expect(stderr).not.toMatch(/^ {4}at /m)
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
  })

  it('tries again the next time', () => {
    npmDoes('process.exit(1)')
    run('build')
    npmDoes(`mkdirSync('node_modules', { recursive: true })`)
    expect(run('build').status).toBe(0)
    expect(npmCalls()).toHaveLength(2)
  })
})

describe('a task', () => {
  beforeEach(() => { run('build') })

  it('gets its arguments as they are', () => {
    script('engine/cli/asl.mjs', 'console.log(JSON.stringify(process.argv.slice(2)))')
    const args = ['--out', 'a b', '--', '*', '$HOME', '"q"', '']
    expect(JSON.parse(run('asl', ...args).stdout)).toEqual(args)
  })

  it("has this Node and the packages' commands on its PATH", () => {
    expect(JSON.parse(run('build').stdout).path.startsWith(join(root, 'node_modules', '.bin'))).toBe(true)
  })

  it('decides the exit code', () => {
    script('scripts/build.mjs', 'process.exitCode = 7')
    expect(run('build').status).toBe(7)
  })

  it('gets the signal that ends it, and is waited for', async () => {
    script('scripts/build.mjs', `process.on('SIGTERM', () => { console.log('cleaned up'); process.exit(5) })
      console.log('ready'); setInterval(() => {}, 1000)`)
    const child = spawn(process.execPath, command('build'), { env: env(), stdio: ['ignore', 'pipe', 'inherit'] })
    let said = ''
    const code = await new Promise((resolve) => {
      child.stdout.on('data', (chunk: Buffer) => {
        said += chunk.toString()
        if (chunk.toString().includes('ready')) child.kill('SIGTERM')
      })
      child.once('close', resolve)
    })
    expect({ said, code }).toEqual({ said: 'ready\ncleaned up\n', code: 5 })
  })

  it('is one of those listed', () => {
    const { status, stderr } = run('biuld')
    expect(status).toBe(2)
    expect(stderr).toMatch(/There is no task "biuld"/)
    for (const name of Object.keys(tasks)) expect(stderr).toContain(`npm run ${name}`)
    expect(run('constructor').status).toBe(2)
  })

  it('asl reads files from where the person stands', () => {
    script('engine/cli/asl.mjs', 'console.log(process.cwd())')
    expect(run('asl').stdout.trim()).toBe(realpathSync(tmpdir()))
  })
})

describe('npm start', () => {
  const context = { root: '/deck', canOpenBrowser: true }
  const args = (given: string[], over = {}) => tasks.start!.command(given, { ...context, ...over }).slice(1)

  it('opens the browser where somebody can see it, unless told how', () => {
    expect(args(['--port', '4000'])).toEqual(['--port', '4000', '--open'])
    expect(args([], { canOpenBrowser: false })).toEqual([])
    expect(args(['--open=false'])).toEqual(['--open=false'])
  })

  it('takes a terminal with a display, and neither CI nor a remote login, for somebody', () => {
    const here = { env: { DISPLAY: ':0' }, platform: 'linux', isTerminal: true }
    expect(canOpenBrowser(here)).toBe(true)
    expect(canOpenBrowser({ ...here, env: {}, platform: 'darwin' })).toBe(true)
    expect(canOpenBrowser({ ...here, env: {} })).toBe(false)
    expect(canOpenBrowser({ ...here, isTerminal: false })).toBe(false)
    expect(canOpenBrowser({ ...here, env: { DISPLAY: ':0', CI: 'true' } })).toBe(false)
    expect(canOpenBrowser({ ...here, env: { DISPLAY: ':0', SSH_CONNECTION: '1' } })).toBe(false)
  })

  it('keeps --talk, which Slidev does not know, and hands it on in the environment', () => {
    expect(args(['--talk', '--port', '4000'], { canOpenBrowser: false })).toEqual(['--port', '4000'])
    expect(tasks.start!.env!(['--talk'])).toMatchObject({ DECK_TALK: '1' })
    expect(tasks.start!.env!([])).not.toHaveProperty('DECK_TALK')
  })

  it.each([['--remote'], ['--remote=secret'], ['--tunnel'], ['--bind', '0.0.0.0']])('stays on this machine: %s %s', (...given) => {
    const { status, stdout, stderr } = run('start', ...given)
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toMatch(/^npm start .*npm run stage -- --remote\n$/)
    expect(npmCalls()).toEqual([])
  })

  it('and only npm start does', () => {
    expect(refusal('start', { port: '4000', tunnel: false })).toBeUndefined()
    expect(refusal('stage', { remote: 'secret' })).toBeUndefined()
  })
})
