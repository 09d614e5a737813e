import { type FSWatcher, existsSync, statSync, watch as watchFile } from 'node:fs'
import { dirname } from 'node:path'

/** Editors write a file in several steps. */
const SETTLED_MS = 100

/**
 * Tells when something in folders, or one of some files, changes.
 *
 * @param paths files and folders; those that are not there are passed over
 * @param changed called once for changes that come together
 * @returns ends it
 */
export function watch(paths: readonly string[], changed: () => void): () => void {
  let timer: NodeJS.Timeout | undefined
  const told = (): void => {
    clearTimeout(timer)
    timer = setTimeout(changed, SETTLED_MS)
  }
  const watchers: FSWatcher[] = []
  // A file that is replaced takes its watcher with it: its folder is looked at instead.
  const folders = new Map(paths.filter(path => existsSync(path)).map(path => statSync(path).isDirectory() ? [path, true] : [dirname(path), false]))
  for (const [folder, recursive] of folders) watchers.push(watchFile(folder, { recursive, persistent: false }, told).on('error', () => {}))
  return () => {
    clearTimeout(timer)
    for (const watcher of watchers) watcher.close()
  }
}
