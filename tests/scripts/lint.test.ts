import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ESLint } from 'eslint'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { tasks } from '../../scripts/setup/tasks.mjs'
import { lint, type RunContext } from '../../scripts/test/runners.ts'

const project = join(import.meta.dirname, '..', '..')

describe('the linter', () => {
  let root: string
  let said: string
  let context: RunContext
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'lint-'))
    said = ''
    context = { root, reports: root, env: process.env, isTerminal: false, onOutput: (text) => { said += text } }
    mkdirSync(join(root, 'node_modules'))
    symlinkSync(join(project, 'node_modules', 'eslint'), join(root, 'node_modules', 'eslint'))
    writeFileSync(join(root, 'package.json'), '{"type":"module"}')
    writeFileSync(join(root, 'eslint.config.js'), `export default [{ files: ['*.js'], rules: { 'no-unreachable': 'error', 'no-debugger': 'warn' } }]`)
  })
  afterEach(() => rmSync(root, { recursive: true, force: true }))

  it('counts as one test, and names the first fault of several', async () => {
    writeFileSync(join(root, 'a.js'), 'export const one = 1\n')
    expect(await lint(context)).toEqual({ runner: 'Lint', passed: 1, failed: [], skipped: [] })
    writeFileSync(join(root, 'b.js'), 'export function two() {\n  debugger\n  return 2\n  return 3\n}\n')
    expect(await lint(context)).toEqual({ runner: 'Lint', passed: 0, failed: [{ title: 'Lint', place: 'b.js:2', reason: '2 findings' }], skipped: [] })
    expect(said).toBe(`b.js:2  Unexpected 'debugger' statement. (no-debugger)\nb.js:4  Unreachable code. (no-unreachable)\n`)
  })

  it('that does not come to an answer has failed', async () => {
    writeFileSync(join(root, 'eslint.config.js'), `throw new Error('no such rule')`)
    expect((await lint(context)).failed).toEqual([{ title: 'Lint', reason: expect.stringMatching(/ESLint ended with exit code 2\..*no such rule/s) }])
  })

  it('takes the whole project where no file is named', () => {
    const args = (...given: string[]) => tasks.lint!.command(given, { root: '/deck', canOpenBrowser: false }).slice(1)
    expect(args('--fix').slice(-2)).toEqual(['.', '--fix'])
    expect(args('talk', '--fix')).not.toContain('.')
  })
})

describe("the project's rules", () => {
  const looked = ['no-restricted-imports', 'unused-imports/no-unused-imports']
  const eslint = new ESLint({ cwd: project, ruleFilter: ({ ruleId }) => looked.includes(ruleId) })
  const faults = async (filePath: string, code: string) => {
    const [result] = await eslint.lintText(code, { filePath: join(project, filePath) })
    return result!.messages.map(({ ruleId }) => ruleId)
  }

  it('keep the arrows between the folders pointing down', async () => {
    for (const [file, from] of [
      ['engine/asl/states/task.ts', '../../simulation/account/world.ts'],
      ['engine/asl/index.ts', 'node:fs'],
      ['engine/simulation/account/world.ts', '../../cli/main.ts'],
      ['engine/simulation/account/world.ts', 'vue'],
      ['talk/messages.ts', '../composables/useSynced.ts'],
      ['facts/index.ts', '../components/short-source.ts'],
      ['composables/useSweep.ts', '../components/live/format.ts'],
      ['components/live/format.ts', '../../layouts/live.vue'],
    ] as const) expect(await faults(file, `export { one } from '${from}'\n`), `${file} imports ${from}`).toEqual(['no-restricted-imports'])
    for (const [file, from] of [
      ['engine/simulation/account/world.ts', '../../asl/index.ts'],
      ['engine/asl/states/task.ts', '../execution/failure.ts'],
      ['engine/cli/main.ts', 'node:fs'],
      ['talk/messages.ts', './record.ts'],
      ['facts/check/files.ts', '../types.ts'],
      ['components/live/format.ts', '../../composables/useSweep.ts'],
    ] as const) expect(await faults(file, `export { one } from '${from}'\n`), `${file} imports ${from}`).toEqual([])
  })

  it('see what nobody uses, in a component too', async () => {
    expect(await faults('components/A.vue', `<script setup lang="ts">\nimport { ref } from 'vue'\n</script>\n\n<template>\n  <p>a</p>\n</template>\n`)).toContain('unused-imports/no-unused-imports')
  })
})
