import { describe, expect, it } from 'vitest'
import { findBrowser, NoBrowserError } from '../../scripts/browser.mjs'
import { usualPlaces } from '../../scripts/browser/installed.mjs'
import type { Machine } from '../../scripts/browser/machine.mjs'

const own = '/home/ann/.cache/ms-playwright/chromium/chrome'

/** A computer on which only `executables` exist. What is run or said goes into `log`; `reacts` plays the commands. */
function machine({ executables = [], broken = [], reacts = () => ({ ok: false, output: '' }), ...over }: {
  executables?: string[]
  broken?: string[]
  reacts?: (command: string, here: Set<string>) => { ok: boolean, output: string, ended?: string }
} & Partial<Machine> = {}) {
  const here = new Set(executables)
  const log: string[] = []
  const said: string[] = []
  const made: Machine = {
    platform: 'linux',
    env: { PATH: '/usr/local/bin:/usr/bin' },
    isRoot: true,
    playwrightsOwn: async () => own,
    isExecutable: (path) => here.has(path),
    starts: (path) => here.has(path) && !broken.includes(path),
    succeeds: (command) => here.has(command),
    hasDebianPackage: () => here.has('lists'),
    async run(command, args) {
      const line = [command, ...args].join(' ')
      log.push(line)
      return reacts(line, here)
    },
    playwrightCommand: ['playwright'],
    say: (line) => { said.push(line) },
    ...over,
  }
  return { made, log, said }
}

const pathOf = async (made: Machine, install?: boolean) => (await findBrowser({ machine: made, install })).executablePath

describe('the order in which a browser is looked for', () => {
  const everything = ['/opt/mine', own, '/usr/bin/google-chrome', '/usr/bin/chromium', '/usr/bin/microsoft-edge']

  it('begins with the one that BROWSER_PATH names', async () => {
    const { made } = machine({ executables: everything, env: { BROWSER_PATH: '/opt/mine', PATH: '/usr/bin' } })
    expect(await findBrowser({ machine: made })).toMatchObject({ executablePath: '/opt/mine', source: 'BROWSER_PATH' })
  })

  it('stops at a BROWSER_PATH that cannot be run instead of taking another', async () => {
    const { made, log } = machine({ executables: everything, env: { BROWSER_PATH: '/opt/typo' } })
    await expect(findBrowser({ machine: made })).rejects.toThrow('BROWSER_PATH is set to /opt/typo, which is not an executable file')
    expect(log).toEqual([])
  })

  it("goes on with Playwright's own, then Chrome, Chromium, Edge", async () => {
    const left = [...everything.slice(1)]
    const found = []
    while (left.length > 0) {
      found.push(await pathOf(machine({ executables: left }).made))
      left.shift()
    }
    expect(found).toEqual(everything.slice(1))
  })

  it('passes over one that does not start', async () => {
    const { made } = machine({ executables: everything, broken: [own, '/usr/bin/google-chrome'] })
    expect(await pathOf(made)).toBe('/usr/bin/chromium')
  })

  it('installs nothing when told not to', async () => {
    const { made, log } = machine({ executables: ['apt-get', 'lists'] })
    await expect(findBrowser({ machine: made, install: false })).rejects.toThrow(NoBrowserError)
    expect(log).toEqual([])
  })
})

describe('a machine without a browser', () => {
  it("gets Playwright's download, named first", async () => {
    const { made, log, said } = machine({ reacts: (line, here) => { here.add(own); return { ok: true, output: line } } })
    expect(await findBrowser({ machine: made })).toMatchObject({ executablePath: own, source: 'download' })
    expect(log).toEqual(['playwright install chromium'])
    expect(said[0]).toMatch(/Downloading Chromium with `playwright install chromium`/)
  })

  it('gets the libraries that the download needs', async () => {
    const broken = [own]
    const { made, log } = machine({
      executables: ['apt-get'],
      broken,
      reacts: (line, here) => {
        if (line.includes('install-deps')) broken.pop()
        else here.add(own)
        return { ok: true, output: '' }
      },
    })
    expect(await pathOf(made)).toBe(own)
    expect(log).toEqual(['playwright install chromium', 'playwright install-deps chromium'])
  })

  /** Playwright's server is out of reach; apt-get works. */
  const withoutDownload = (line: string, here: Set<string>) => {
    if (line.startsWith('playwright')) return { ok: false, output: 'Downloading …\nError: getaddrinfo ENOTFOUND cdn.playwright.dev\n' }
    if (line.includes('update')) here.add('lists')
    if (line.includes(' install ')) here.add('/usr/bin/chromium')
    return { ok: true, output: '' }
  }

  it("gets Debian's package when the download fails, after bringing the lists of packages up to date", async () => {
    const { made, log, said } = machine({ executables: ['apt-get'], reacts: withoutDownload })
    expect(await findBrowser({ machine: made })).toMatchObject({ executablePath: '/usr/bin/chromium', source: 'debian' })
    expect(log.slice(1)).toEqual(['apt-get update', 'apt-get install -y --no-install-recommends chromium fonts-liberation'])
    expect(said.join('\n')).toMatch(/That failed: getaddrinfo ENOTFOUND cdn\.playwright\.dev\.\n.*`apt-get update`.*\n.*package chromium with `apt-get install chromium`/)
  })

  it('does not fetch the lists when the package is known already', async () => {
    const { made, log } = machine({ executables: ['apt-get', 'lists'], reacts: withoutDownload })
    await findBrowser({ machine: made })
    expect(log.filter((line) => line.includes('update'))).toEqual([])
  })

  it('uses sudo only where it asks for no password', async () => {
    const sudo = machine({ executables: ['apt-get', 'sudo', 'lists'], isRoot: false, reacts: withoutDownload })
    await findBrowser({ machine: sudo.made })
    expect(sudo.log.at(-1)).toMatch(/^sudo -n apt-get install -y /)

    const none = machine({ executables: ['apt-get', 'lists'], isRoot: false, reacts: withoutDownload })
    await expect(findBrowser({ machine: none.made })).rejects.toThrow(NoBrowserError)
    expect(none.log).toEqual(['playwright install chromium'])
  })

  it('ends with one sentence that says what to do', async () => {
    const { made, said } = machine({ reacts: () => ({ ok: false, output: '', ended: 'nothing arrived within 30 seconds' }) })
    await expect(findBrowser({ machine: made })).rejects.toThrow(
      /^No browser found, and none could be installed\. Install Chrome, .*`npx playwright install .* BROWSER_PATH .* again\.$/)
    expect(said.at(-1)).toContain('nothing arrived within 30 seconds')
  })
})

describe('the switches of a launch', () => {
  const argsOn = async (over: Partial<Machine>) => (await findBrowser({ machine: machine({ executables: [own], ...over }).made })).args

  it('leave the sandbox off for root on Linux only', async () => {
    expect(await argsOn({ isRoot: true })).toContain('--no-sandbox')
    expect(await argsOn({ isRoot: false })).not.toContain('--no-sandbox')
    expect(await argsOn({ isRoot: true, platform: 'darwin' })).not.toContain('--no-sandbox')
  })
  it('keep the browser from calling home', async () => {
    expect(await argsOn({})).toEqual(expect.arrayContaining(['--disable-quic', '--disable-background-networking']))
  })
})

describe('the usual places', () => {
  it('are the applications of a Mac, for all and for oneself', () => {
    const places = usualPlaces({ platform: 'darwin', env: { HOME: '/Users/ann' } })
    expect(places[0]).toBe('/Applications/Google Chrome.app/Contents/MacOS/Google Chrome')
    expect(places).toContain('/Users/ann/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge')
  })
  it('are the program folders of Windows, those that are set', () => {
    const places = usualPlaces({ platform: 'win32', env: { PROGRAMFILES: 'C:/Programs', LOCALAPPDATA: 'C:/Local' } })
    expect(places).toHaveLength(6)
    expect(places[0]).toBe('C:/Programs/Google/Chrome/Application/chrome.exe')
    expect(places.at(-1)).toBe('C:/Local/Microsoft/Edge/Application/msedge.exe')
  })
})
