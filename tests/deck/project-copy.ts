import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'

const root = join(import.meta.dirname, '..', '..')
const LEFT_OUT = new Set(['node_modules', '.git', 'dist', '.cache', '.node', '.slidev', 'exports', 'test-results', 'bench'])

/** A copy of the project in which a test may change what it likes; it has the packages of the original. */
export function copyOfProject(): string {
  const copy = mkdtempSync(join(tmpdir(), 'deck-'))
  cpSync(root, copy, { recursive: true, filter: source => !LEFT_OUT.has(basename(source)) })
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
  return copy
}

/**
 * Replaces a text in a file.
 *
 * @returns the line it stands in, from 1
 * @throws Error when the text is not in the file
 */
export function edit(file: string, from: string, to: string): number {
  const text = readFileSync(file, 'utf8')
  if (!text.includes(from))
    throw new Error(`${file} has no “${from}”`)
  writeFileSync(file, text.replace(from, to))
  return text.slice(0, text.indexOf(from)).split('\n').length
}

/** Builds a copy into its dist/, without the PDF. */
export function build(copy: string): Promise<{ code: number | null, said: string }> {
  return new Promise((done) => {
    const child = spawn(process.execPath, [join(copy, 'scripts', 'build.mjs'), '--no-pdf', '--out', join(copy, 'dist')], { cwd: copy })
    let said = ''
    child.stdout.on('data', chunk => said += chunk)
    child.stderr.on('data', chunk => said += chunk)
    child.on('close', code => done({ code, said }))
  })
}
