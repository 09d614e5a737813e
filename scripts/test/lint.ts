import { rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { runInPlace } from '../setup/child.mjs'
import { eslint } from '../setup/eslint.mjs'
import type { Checked, Fault } from './report.ts'

/** ESLint's JSON: https://eslint.org/docs/latest/use/formatters/#json */
interface LintedFile {
  filePath: string
  messages: { line?: number, message: string, ruleId: string | null }[]
}

/**
 * Lints the whole project as `npm run lint` does.
 *
 * @param context where, and a folder for ESLint's report
 * @returns the errors and warnings; `crash` says why there is no answer
 */
export async function lintErrors({ root, reports, env }: { root: string, reports: string, env: NodeJS.ProcessEnv }): Promise<Checked> {
  const report = join(reports, 'lint.json')
  rmSync(report, { force: true })
  let output = ''
  const code = await runInPlace(process.execPath, [...eslint(root), '--format', 'json', '--output-file', report, '.'], {
    cwd: root, env, onOutput: (text) => { output += text },
  })
  const files = await readFile(report, 'utf8').then(text => JSON.parse(text) as LintedFile[], () => undefined)
  if (!files) return { errors: [], crash: `ESLint ended with exit code ${code}. ${output.trim()}` }
  return { errors: files.flatMap(file => faultsOf(file, root)) }
}

function faultsOf({ filePath, messages }: LintedFile, root: string): Fault[] {
  const path = relative(root, filePath).split(sep).join('/')
  return messages.map(({ line, message, ruleId }) => {
    const place = line === undefined ? path : `${path}:${line}`
    return { place, text: `${place}  ${message}${ruleId ? ` (${ruleId})` : ''}` }
  })
}
