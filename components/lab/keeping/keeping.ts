import type { Kept } from './useKept.ts'
import { KEPT, keptChanges, readKept } from './useKept.ts'
import { keepVersions, readVersions, soundVersions } from '../versions/versions.ts'

/** All that the lab keeps in this browser, as a file's text. */
export function exportKept(): string {
  const names = Object.keys(localStorage).filter(key => key.startsWith(KEPT)).map(key => key.slice(KEPT.length)).sort()
  const of = <T>(read: (name: string) => T) => Object.fromEntries(names.map(name => [name, read(name)]))
  return `${JSON.stringify({ lab: 1, kept: of(readKept), versions: of(readVersions) }, null, 2)}\n`
}

/**
 * Takes what an exported file has, each text where it is newer than the one that is here, which is kept as a version. Versions are laid together.
 *
 * @param text the file's
 * @returns how many were taken, and how many were left because what is here is newer
 * @throws SyntaxError with one sentence for a file that is none of the lab's
 */
export function importKept(text: string): { taken: number, left: number } {
  let found: { lab?: unknown, kept?: unknown, versions?: Record<string, unknown> }
  try {
    found = JSON.parse(text)
  }
  catch {
    throw new SyntaxError('This file is no JSON: it was not saved by the lab.')
  }
  if (found?.lab !== 1 || typeof found.kept !== 'object' || found.kept === null)
    throw new SyntaxError('This file was not saved by the lab.')
  let taken = 0
  let left = 0
  for (const [name, kept] of Object.entries(found.kept as Record<string, Kept>)) {
    if (typeof kept?.text !== 'string' || typeof kept.at !== 'number')
      throw new SyntaxError(`What the file has of “${name.slice(0, 40)}” can’t be read.`)
    keepVersions(name, soundVersions(found.versions?.[name]))
    const here = readKept(name)
    if (here && here.at >= kept.at) {
      left++
      continue
    }
    if (here && here.text !== kept.text)
      keepVersions(name, [{ text: here.text, moment: 'loaded', at: Date.now() }])
    localStorage.setItem(KEPT + name, JSON.stringify(kept))
    taken++
    keptChanges.value++
  }
  return { taken, left }
}
