#!/usr/bin/env node
// @ts-check
// The browser that tests, the export and the build's PDF are made with. `node scripts/browser.mjs` prints its path.
import { pathToFileURL } from 'node:url'
import { installDebians, installPlaywrights } from './browser/install.mjs'
import { usualPlaces } from './browser/installed.mjs'
import { thisMachine } from './browser/machine.mjs'

/** No browser is here and none could be had; the message is the one sentence that says what to do. */
export class NoBrowserError extends Error {}

const advice = 'Install Chrome, Chromium or Edge, or run `npx playwright install --with-deps chromium`, or set BROWSER_PATH to a '
  + "browser's executable, then run the command again."

/**
 * Finds a Chromium-like browser, in this order: the one that the environment variable BROWSER_PATH names; the one
 * Playwright has installed for itself; an installed Chrome, Chromium or Edge; and, unless `install` is false, one that
 * is installed now: Playwright's download, then Debian's `chromium` package. What is installed is named on standard
 * error first.
 *
 * @param {{ install?: boolean, machine?: import('./browser/machine.mjs').Machine }} [options]
 * @returns {Promise<{ executablePath: string, args: string[], source: 'BROWSER_PATH' | 'playwright' | 'system' | 'download' | 'debian' }>}
 *   what `chromium.launch({ executablePath, args })` takes, and where it came from
 * @throws {NoBrowserError} when there is none, or BROWSER_PATH names something that cannot be run
 */
export async function findBrowser({ install = true, machine = thisMachine() } = {}) {
  const args = browserArgs(machine)

  const named = machine.env.BROWSER_PATH
  if (named) {
    if (machine.isExecutable(named)) return { executablePath: named, args, source: 'BROWSER_PATH' }
    throw new NoBrowserError(`BROWSER_PATH is set to ${named}, which is not an executable file: correct it or unset it.`)
  }

  const own = await machine.playwrightsOwn()
  if (own !== undefined && isUsable(machine, own)) return { executablePath: own, args, source: 'playwright' }

  const installed = installedBrowser(machine)
  if (installed !== undefined) return { executablePath: installed, args, source: 'system' }

  if (!install) throw new NoBrowserError(`No browser found. ${advice}`)

  const downloaded = await installPlaywrights(machine)
  if (downloaded !== undefined) return { executablePath: downloaded, args, source: 'download' }

  const packaged = await installDebians(machine) ? installedBrowser(machine) : undefined
  if (packaged !== undefined) return { executablePath: packaged, args, source: 'debian' }

  throw new NoBrowserError(`No browser found, and none could be installed. ${advice}`)
}

/**
 * The switches every launch gets: quiet on the network, and without Chromium's sandbox where it cannot work (it refuses
 * to start for root on Linux).
 * @param {{ platform: string, isRoot: boolean }} machine
 */
function browserArgs({ platform, isRoot }) {
  return [
    ...(platform === 'linux' && isRoot ? ['--no-sandbox'] : []),
    '--disable-quic',
    '--disable-background-networking',
  ]
}

/** @param {import('./browser/machine.mjs').Machine} machine */
function installedBrowser(machine) {
  return usualPlaces(machine).find((path) => isUsable(machine, path))
}

/** @param {import('./browser/machine.mjs').Machine} machine @param {string} path */
function isUsable(machine, path) {
  return machine.isExecutable(path) && machine.starts(path)
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    process.stdout.write(`${(await findBrowser()).executablePath}\n`)
  } catch (error) {
    if (!(error instanceof NoBrowserError)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
  }
}
