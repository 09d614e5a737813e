import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isSameTree, needsInstall, placesOf, stampOf } from '../../scripts/setup/dependencies.mjs'

const linux = { platform: 'linux', arch: 'x64' }
const stampFile = '.step-functions-deck.json'

describe('the stamp', () => {
  it('changes with the lockfile, the system and the processor, and with nothing else', () => {
    const stamp = stampOf('{}', linux)
    expect(stampOf('{}', { ...linux })).toBe(stamp)
    expect(stampOf('{} ', linux)).not.toBe(stamp)
    expect(stampOf('{}', { ...linux, platform: 'darwin' })).not.toBe(stamp)
    expect(stampOf('{}', { ...linux, arch: 'arm64' })).not.toBe(stamp)
  })
})

describe('whether packages have to be installed', () => {
  const lockfile = JSON.stringify({ packages: { '': {}, 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '1.0.0', optional: true } } })
  let root: string
  const inModules = (name: string) => join(root, 'node_modules', name)
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'dependencies-'))
    writeFileSync(join(root, 'package-lock.json'), lockfile)
  })
  afterEach(() => rmSync(root, { recursive: true, force: true }))

  it('they have when there are none', () => {
    expect(needsInstall(root, linux)).toBe(true)
  })

  it('they have not when the stamp fits, and have again when the lockfile has changed', () => {
    mkdirSync(inModules(''))
    writeFileSync(inModules(stampFile), stampOf(lockfile, linux))
    expect(needsInstall(root, linux)).toBe(false)
    expect(needsInstall(root, { ...linux, arch: 'arm64' })).toBe(true)
    writeFileSync(join(root, 'package-lock.json'), lockfile.replace('1.0.0', '1.0.1'))
    expect(needsInstall(root, linux)).toBe(true)
  })

  it('they have not after npm ci by hand, which is then stamped', () => {
    mkdirSync(inModules(''))
    writeFileSync(inModules('.package-lock.json'), JSON.stringify({ packages: { 'node_modules/a': { version: '1.0.0' } } }))
    expect(needsInstall(root, linux)).toBe(false)
    expect(readFileSync(inModules(stampFile), 'utf8')).toBe(stampOf(lockfile, linux))
  })

  it('they have not when the lockfile has changed but asks for the same packages, unless those are for another machine', () => {
    mkdirSync(inModules(''))
    writeFileSync(inModules('.package-lock.json'), JSON.stringify({ packages: { 'node_modules/a': { version: '1.0.0' } } }))
    writeFileSync(inModules(stampFile), stampOf('an earlier one', linux))
    expect(needsInstall(root, { ...linux, arch: 'arm64' })).toBe(true)
    expect(needsInstall(root, linux)).toBe(false)
  })

  it('they have when an install was broken off', () => {
    mkdirSync(inModules('a'), { recursive: true })
    expect(needsInstall(root, linux)).toBe(true)
    writeFileSync(inModules('.package-lock.json'), '{"packages": {')
    expect(needsInstall(root, linux)).toBe(true)
  })

  it('names the remedy when the lockfile is gone', () => {
    rmSync(join(root, 'package-lock.json'))
    expect(() => needsInstall(root, linux)).toThrow(/package-lock\.json is missing/)
  })
})

describe('what npm recorded against what is asked for', () => {
  const wanted = { packages: { '': {}, 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '2.0.0', optional: true } } }
  const same = (packages: Record<string, { version: string }>) => isSameTree(wanted, { packages })

  it('is the same with and without optional packages', () => {
    expect(same({ 'node_modules/a': { version: '1.0.0' } })).toBe(true)
    expect(same({ 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '2.0.0' } })).toBe(true)
  })
  it('differs when a package is missing, of another version, or not asked for', () => {
    expect(same({})).toBe(false)
    expect(same({ 'node_modules/a': { version: '1.0.1' } })).toBe(false)
    expect(same({ 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '2.0.1' } })).toBe(false)
    expect(same({ 'node_modules/a': { version: '1.0.0' }, 'node_modules/c': { version: '1.0.0' } })).toBe(false)
  })
})

describe('the packages counted for the progress line', () => {
  it('leave out those for other machines', () => {
    const packages = {
      '': {}, 'node_modules/all': {}, 'node_modules/linux': { os: ['linux'], cpu: ['x64'] }, 'node_modules/mac': { os: ['darwin'] },
      'node_modules/arm': { cpu: ['arm64'] }, 'node_modules/no-windows': { os: ['!win32'] }, 'node_modules/no-linux': { os: ['!linux'] },
      'node_modules/musl': { os: ['linux'], libc: ['musl'] },
    }
    expect(placesOf({ packages }, linux)).toEqual(['node_modules/all', 'node_modules/linux', 'node_modules/no-windows'])
  })
})

describe('the lockfile of this project', () => {
  const lock = JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { resolved?: string, integrity?: string, inBundle?: boolean, link?: boolean, hasInstallScript?: boolean, optionalDependencies?: Record<string, string> }>
  }
  const entries = Object.entries(lock.packages)

  it('holds no download address, so that any registry mirror serves', () => {
    expect(entries.filter(([, entry]) => entry.resolved?.startsWith('http')).map(([path]) => path)).toEqual([])
  })
  it('holds a checksum of every package, those for other machines too', () => {
    // A bundled package comes within another's archive, whose checksum covers it.
    const fetched = entries.filter(([path, entry]) => path !== '' && !entry.inBundle && !entry.link)
    expect(fetched.filter(([, entry]) => !entry.integrity?.startsWith('sha512-')).map(([path]) => path)).toEqual([])
  })
  it('names no package with an install script, because none is run', () => {
    expect(entries.filter(([, entry]) => entry.hasInstallScript).map(([path]) => path)).toEqual([])
  })
  it('has an entry for every optional package, without which npm ci refuses it on a clean machine', () => {
    const missing = entries.flatMap(([path, entry]) => Object.keys(entry.optionalDependencies ?? {})
      .filter((name) => !(`node_modules/${name}` in lock.packages) && !(`${path}/node_modules/${name}` in lock.packages)))
    expect(missing).toEqual([])
  })
})
