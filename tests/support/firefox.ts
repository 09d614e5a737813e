import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { BidiConnection } from './bidi.ts'
import { FirefoxTab } from './firefox-tab.ts'

// Playwright drives a Firefox of its own making. One that is installed the usual way is driven here over WebDriver BiDi.

/** A Firefox that runs without a window. */
export interface Firefox {
  /** Opens one more tab, which is in front from then on. */
  open: () => Promise<FirefoxTab>
  close: () => Promise<void>
}

/**
 * Starts the installed Firefox with an empty profile, in the dark scheme and without movement.
 *
 * @returns the browser, or the reason why there is none
 */
export async function startFirefox(): Promise<Firefox | string> {
  const path = usualPlaces().find(place => spawnSync(place, ['--version'], { stdio: 'ignore', timeout: 60_000 }).status === 0)
  if (path === undefined) return 'no Firefox is installed'
  const profile = mkdtempSync(join(tmpdir(), 'firefox-'))
  writeFileSync(join(profile, 'user.js'), Object.entries(PREFERENCES).map(([name, value]) => `user_pref("${name}", ${value});\n`).join(''))
  const child = spawn(path, ['--headless', '--no-remote', '--remote-debugging-port=0', '--profile', profile], { stdio: ['ignore', 'ignore', 'pipe'] })
  const stop = async () => {
    await ended(child)
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
  }
  const address = await listening(child)
  if (address === undefined) {
    await stop()
    return `${path} is installed but can not be driven: it does not listen for WebDriver BiDi`
  }
  const connection = await BidiConnection.open(`${address}/session`)
  await connection.send('session.new', { capabilities: {} })
  await connection.send('session.subscribe', { events: ['log.entryAdded', 'network.beforeRequestSent'] })
  return {
    open: () => FirefoxTab.open(connection),
    async close() {
      connection.close()
      await stop()
    },
  }
}

/** The values mean dark, and less movement. */
const PREFERENCES = { 'layout.css.prefers-color-scheme.content-override': 0, 'ui.prefersReducedMotion': 1 }

function usualPlaces(): string[] {
  const { FIREFOX_PATH, PROGRAMFILES, PATH = '' } = process.env
  if (FIREFOX_PATH) return [FIREFOX_PATH]
  if (process.platform === 'darwin') return ['/Applications/Firefox.app/Contents/MacOS/firefox']
  if (process.platform === 'win32') return PROGRAMFILES ? [join(PROGRAMFILES, 'Mozilla Firefox', 'firefox.exe')] : []
  return PATH.split(delimiter).filter(Boolean).flatMap(folder => ['firefox', 'firefox-esr'].map(name => join(folder, name)))
}

/** The address Firefox says it listens at, or undefined when it ends without saying so, or is silent for a minute. */
function listening(child: ChildProcess): Promise<string | undefined> {
  return new Promise((resolve) => {
    let said = ''
    const patience = setTimeout(() => resolve(undefined), 60_000)
    child.stderr!.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      const [, address] = /WebDriver BiDi listening on (ws:\S+)/.exec(said) ?? []
      if (address) resolve(address)
    })
    child.once('error', () => resolve(undefined))
    child.once('exit', () => resolve(undefined))
    child.once('exit', () => clearTimeout(patience))
  })
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  const exit = new Promise(resolve => child.once('exit', resolve))
  child.kill()
  const mercy = setTimeout(() => child.kill('SIGKILL'), 10_000)
  await exit
  clearTimeout(mercy)
}
