import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { commands } from '../../scripts/setup/commands.mjs'
import { type Command, readOptions, UsageError } from '../../scripts/setup/options.mjs'
import { choosePort } from '../../scripts/setup/port.mjs'
import { tasks } from '../../scripts/setup/tasks.mjs'

const root = join(import.meta.dirname, '..', '..')

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'scripts', 'run.mjs'), ...args], { encoding: 'utf8', env: { ...process.env, npm_lifecycle_event: undefined } })
  return { status, stdout, stderr }
}

describe.each(Object.keys(tasks))('npm run %s', (name) => {
  it('answers --help with its usage', () => {
    const { status, stdout, stderr } = run(name, '--help')
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout).toContain(name)
    expect(run(name, '-h')).toEqual({ status, stdout, stderr })
  })

  it('answers an option that there is not in a line', () => {
    const { status, stdout, stderr } = run(name, '--frobnicate')
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toContain('--frobnicate')
    expect(stderr.trim().split('\n')).toHaveLength(1)
  })
})

describe('what is wrong with a command line is said in a sentence', () => {
  it.each([
    ['start', ['--tlk'], 'npm start has no option --tlk: did you mean --talk?'],
    ['start', ['--prot', '1'], 'npm start has no option --prot: did you mean --port?'],
    ['start', ['-x'], 'npm start has no option -x.'],
    ['start', ['--port'], '--port wants a value: --port=NUMBER.'],
    ['start', ['--port', '--talk'], '--port wants a value: --port=NUMBER.'],
    ['start', ['--port=99999'], '--port 99999 is no port: ports are whole numbers from 1 to 65535.'],
    ['preview', ['--port', '0'], '--port 0 is no port: ports are whole numbers from 1 to 65535.'],
    ['start', ['--talk=maybe'], '--talk takes no value.'],
    ['start', ['--no-port'], 'npm start has no option --no-port: did you mean --port?'],
    ['start', ['--log', 'loud'], '--log loud is none of error, warn, info, silent.'],
    ['start', ['--constructor'], 'npm start has no option --constructor.'],
    ['build', ['dist'], 'npm run build takes options only, not "dist".'],
    ['bench', ['engin'], 'There is no "engin": choose engine, endpoint, deck, lab, export.'],
    ['fuzz', ['--runs', '0'], '--runs 0 is no whole number above 0.'],
    ['fuzz', ['--seed', '1.5'], '--seed 1.5 is no whole number.'],
    ['export', ['--scale', 'big'], '--scale big is no number.'],
  ] as const)('%s %j', (name, args, sentence) => {
    expect(() => readOptions(commands[name], args)).toThrow(UsageError)
    expect(() => readOptions(commands[name], args)).toThrow(expect.objectContaining({ message: sentence }))
  })
})

describe('what is right is read', () => {
  it.each([
    ['start', ['--talk', '-p', '4000', 'other.md'], { talk: true, port: '4000' }, ['other.md']],
    ['start', ['--remote', '--no-open'], { remote: '', open: false }, []],
    ['start', ['--remote=secret', '--open', 'false'], { remote: 'secret', open: false }, []],
    ['export', ['--no-with-toc', '-c'], { 'with-toc': false, 'with-clicks': true }, []],
    ['build', ['--no-pdf'], { 'no-pdf': true }, []],
    ['test', ['tests/engine', 'clock.test.ts:12'], {}, ['tests/engine', 'clock.test.ts:12']],
    ['test', ['--sweep'], { sweep: true }, []],
  ] as const)('%s %j', (name, args, values, parts) => {
    const command: Command = commands[name]
    expect(readOptions(command, args)).toEqual({ values, parts })
  })

  it("npm start knows all of Slidev's options, and none that Slidev does not know", () => {
    const cli = readFileSync(join(dirname(createRequire(import.meta.url).resolve('@slidev/cli/package.json')), 'dist', 'cli.mjs'), 'utf8')
    const start = /cli\.command\("\* \[entry\]"[^]*?\.strict\(\)/.exec(cli)![0] + /function commonOptions[^]*?\n\}/.exec(cli)![0]
    const theirs = [...start.matchAll(/\.option\("([\w-]+)"/g)].map(([, name]) => name)
    expect(Object.keys(commands.start.options).filter((name) => name !== 'talk' && name !== 'workshop').sort()).toEqual(theirs.sort())
  })
})

describe('the port of npm start', () => {
  const said: string[] = []
  const choose = (port?: string) => choosePort({ port, hosts: ['127.0.0.1'], say: (line) => { said.push(line) } })
  const taken = (port: number) => new Promise<Server>((resolve, reject) => {
    const server = createServer().once('error', reject).listen(port, '127.0.0.1', () => resolve(server))
  })
  const closed = (server: Server) => new Promise((done) => server.close(done))

  it('is a sentence when the one named is taken', async () => {
    const server = await taken(0)
    const { port } = server.address() as AddressInfo
    await expect(choose(String(port))).rejects.toThrow(`Port ${port} is taken: name another with -- --port NUMBER, or none for the first that is free.`)
    await closed(server)
    expect(await choose(String(port))).toBe(port)
  })

  it('is the next that is free, and says so, when none is named and 3030 is taken', async () => {
    // Where somebody's deck is running, it is taken already.
    const server = await taken(3030).catch(() => undefined)
    const port = await choose()
    expect(port).toBeGreaterThan(3030)
    expect(said).toEqual([`Port 3030 is taken, perhaps by another npm start: this deck is at http://localhost:${port}.`])
    if (server) await closed(server)
  })
})
