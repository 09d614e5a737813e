import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'

/** How many are kept: the newest, and the one before. */
const KEPT = 2

/**
 * A folder that is built once for each state of what it is made of.
 *
 * @param home where builds of this kind are kept
 * @param key sixteen hexadecimal digits that say of what
 * @param make writes the folder it is given; told whether there is an older build
 * @returns the folder, which has an index.html
 */
export async function keptFolder(home: string, key: string, make: (folder: string, isFirst: boolean) => Promise<void>): Promise<string> {
  const folder = join(home, key)
  if (existsSync(join(folder, 'index.html'))) {
    const now = new Date()
    utimesSync(folder, now, now)
    return folder
  }
  mkdirSync(home, { recursive: true })
  const unfinished = join(home, `unfinished-${process.pid}`)
  try {
    await make(unfinished, !readdirSync(home).some(isFinished))
    if (!existsSync(folder)) renameSync(unfinished, folder)
  }
  finally {
    rmSync(unfinished, { recursive: true, force: true })
  }
  removeOld(home)
  return folder
}

function isFinished(name: string): boolean {
  return /^[\da-f]{16}$/.test(name)
}

function removeOld(home: string): void {
  const finished = readdirSync(home).filter(isFinished).map(name => join(home, name))
  const newestFirst = finished.sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)
  for (const folder of newestFirst.slice(KEPT)) rmSync(folder, { recursive: true, force: true })
}
