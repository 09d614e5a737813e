import { readdirSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

export interface Selection {
  /** Vitest's files, `tests/….test.ts`, each with `:line` if the filter named one */
  unit: string[]
  /** Playwright's files, `tests/….spec.ts`, likewise */
  browser: string[]
  /** Vitest's files that can't run on this machine */
  leftOut: string[]
}

/**
 * Which tests `npm test -- FILTER…` means. A filter is a part of a file's path from the project's folder, and may end in
 * `:line`; a file is selected if any filter fits. No filter selects everything.
 *
 * @param endings how the paths of those files end that can't run on this machine
 */
export function select(files: string[], filters: string[], endings: string[] = []): Selection {
  const selected = files.flatMap((file) => {
    if (filters.length === 0) return [file]
    const lines = filters.flatMap((filter) => {
      const { path = '', line = '' } = /^(?<path>.*?)(?<line>:\d+)?$/.exec(filter.replaceAll('\\', '/'))?.groups ?? {}
      return file.includes(path.replace(/^\.\//, '')) ? [line] : []
    })
    return lines.includes('') ? [file] : lines.map((line) => file + line)
  })
  const unit = selected.filter((file) => /\.test\.ts(:\d+)?$/.test(file))
  const canRun = (file: string) => !endings.some((ending) => file.replace(/:\d+$/, '').endsWith(ending))
  return {
    unit: unit.filter(canRun),
    browser: selected.filter((file) => /\.spec\.ts(:\d+)?$/.test(file)),
    leftOut: unit.filter((file) => !canRun(file)),
  }
}

/** Every file under tests/, as a path from the project's folder with `/` between folders, sorted. */
export function testFiles(root: string): string[] {
  return readdirSync(join(root, 'tests'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort()
}
