import { spawn, spawnSync } from 'node:child_process'
import { existsSync, lutimesSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { SetupError } from '../../scripts/setup/error.mjs'
import { holderOf } from '../../scripts/setup/holder.mjs'
import { withSetupLock } from '../../scripts/setup/lock.mjs'

let root: string
const lock = () => join(root, '.cache', 'setup.lock')
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'lock-'))
  mkdirSync(join(root, '.cache'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const take = (say: (line: string) => void = (line) => { throw new Error(`waits: ${line}`) }) => withSetupLock(root, say, async () => readFileSync(lock(), 'utf8'))

/** A lock last renewed so many seconds ago. */
function left(content: string, secondsAgo = 0): void {
  writeFileSync(lock(), content)
  const then = new Date(Date.now() - secondsAgo * 1000)
  utimesSync(lock(), then, then)
}

describe('a lock', () => {
  it('says who holds it, and is gone afterwards, with all that was needed to take it', async () => {
    expect(JSON.parse(await take())).toMatchObject({ pid: process.pid, where: holderOf().where })
    expect(readdirSync(join(root, '.cache'))).toEqual([])
  })

  it('is gone also when the work fails', async () => {
    await expect(withSetupLock(root, () => {}, async () => { throw new Error('npm') })).rejects.toThrow('npm')
    expect(existsSync(lock())).toBe(false)
  })
})

describe('a lock that was left behind is taken over without a wait', () => {
  const ended = () => spawnSync(process.execPath, ['-e', '']).pid
  const holder = (over: object) => JSON.stringify({ ...holderOf(), ...over })

  it.each<[string, () => string]>([
    ['is empty', () => ''],
    ['is cut short', () => '{"pid": 1'],
    ['holds a number alone', () => '1'],
    ['names process 0', () => holder({ pid: 0 })],
    ['names process -1', () => holder({ pid: -1 })],
    ['names our own process', () => holder({})],
    ['names a process that has ended', () => holder({ pid: ended() })],
    ['names process 1, which began later', () => holder({ pid: 1, started: 'another time' })],
    ['names a process whose number was given out again', () => holder({ pid: process.ppid, started: 'another time' })],
    ['is from another machine that has been silent', () => holder({ where: 'elsewhere' })],
  ])('when it %s', async (_, content) => {
    left(content(), 120)
    expect(JSON.parse(await take())).toMatchObject({ pid: process.pid })
  })

  it('also when it is a link to nowhere', async () => {
    symlinkSync(join(root, 'nowhere'), lock())
    lutimesSync(lock(), 1, 1)
    expect(JSON.parse(await take())).toMatchObject({ pid: process.pid })
  })

  it('and by one only, of many who want it', async () => {
    left('', 120)
    const script = join(root, 'contend.mjs')
    writeFileSync(script, `import { appendFileSync } from 'node:fs'
      import { withSetupLock } from ${JSON.stringify(pathToFileURL(join(import.meta.dirname, '../../scripts/setup/lock.mjs')).href)}
      await withSetupLock(${JSON.stringify(root)}, () => {}, async () => {
        appendFileSync(${JSON.stringify(join(root, 'log'))}, 'in\\n')
        await new Promise((done) => setTimeout(done, 50))
        appendFileSync(${JSON.stringify(join(root, 'log'))}, 'out\\n')
      })`)
    const codes = await Promise.all(Array.from({ length: 5 }, () => new Promise((done) => spawn(process.execPath, [script], { stdio: 'inherit' }).once('exit', done))))
    expect(codes).toEqual([0, 0, 0, 0, 0])
    expect(readFileSync(join(root, 'log'), 'utf8')).toBe('in\nout\n'.repeat(5))
  })
})

describe('a lock whose holder works', () => {
  it('is waited for, in a line', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
    const said: string[] = []
    try {
      left(JSON.stringify(holderOf(child.pid)))
      await take((line) => {
        said.push(line)
        child.kill()
      })
    } finally {
      child.kill()
    }
    expect(said).toEqual([`Another set-up is at work here (process ${child.pid}); waiting for it …`])
  })

  it('on another machine is waited for as long as it shows signs of life', async () => {
    left(JSON.stringify({ ...holderOf(), where: 'elsewhere' }))
    await expect(take()).rejects.toThrow('waits: Another set-up')
  })

  it('is left alone, with a sentence, when it has worked for half an hour', async () => {
    left(JSON.stringify({ ...holderOf(), where: 'elsewhere', created: Date.now() - 31 * 60_000 }))
    await expect(take()).rejects.toThrow(SetupError)
    await expect(take()).rejects.toThrow(/has been at work here for more than 30 minutes/)
    expect(existsSync(lock())).toBe(true)
  })
})
