import { join } from 'node:path'
import { runInPlace } from '../setup/child.mjs'
import type { Checked, Fault } from './report.ts'

/**
 * Checks the types of the whole project with vue-tsc.
 *
 * Errors inside installed packages are left out: Slidev ships its client as source, which is then compiled under our
 * stricter settings (`skipLibCheck` spares only declarations), and nobody here can correct it.
 *
 * @returns the errors in our files; `crash` says why there is no answer
 */
export async function typeErrors({ root, env }: { root: string, env: NodeJS.ProcessEnv }): Promise<Checked> {
  let output = ''
  const code = await runInPlace(process.execPath, [
    join(root, 'node_modules', 'vue-tsc', 'bin', 'vue-tsc.js'), '--noEmit', '--pretty', 'false',
  ], { cwd: root, env, onOutput: (text) => { output += text } })
  const all = parseTypeErrors(output)
  if (code !== 0 && all.length === 0) return { errors: [], crash: `vue-tsc ended with exit code ${code}. ${output.trim()}` }
  return { errors: all.filter(({ place }) => !place.split(/[\\/]/).includes('node_modules')) }
}

/** Reads the compiler's plain output: `file(line,column): error TS…` and indented lines that explain it. */
export function parseTypeErrors(output: string): Fault[] {
  const errors: Fault[] = []
  for (const line of output.split(/\r?\n/)) {
    const { file, row } = /^(?<file>[^\s(].*?)\((?<row>\d+),\d+\): error /.exec(line)?.groups ?? {}
    if (file) errors.push({ place: `${file}:${row}`, text: line })
    else if (line.startsWith('error ')) errors.push({ place: 'tsconfig.json', text: line })
    else if (/^\s+\S/.test(line) && errors.length > 0) errors[errors.length - 1]!.text += `\n${line}`
  }
  return errors
}
