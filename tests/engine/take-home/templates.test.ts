import { execFileSync, spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { RUNTIME } from '../../../engine/take-home/actor-resources.ts'
import { TEMPLATE_BYTES } from '../../../engine/take-home/template.ts'
import { isSweep } from '../../support/sweep.ts'
import { slugs, writeFolder } from './taken.ts'

const folders: string[] = []
afterAll(() => folders.forEach(folder => rmSync(folder, { recursive: true, force: true })))
async function folderOf(...of: Parameters<typeof writeFolder>): Promise<string> {
  const folder = await writeFolder(...of)
  folders.push(folder)
  return folder
}

const noLint = spawnSync('cfn-lint', ['--version'], { timeout: 60_000 }).status === 0 ? undefined : 'there is no cfn-lint'
const noSam = spawnSync('python3', ['-c', 'import samtranslator'], { timeout: 60_000 }).status === 0 ? undefined : 'python3 has no samtranslator'

/** What cfn-lint says of errors; nothing where all is well. */
function lint(...files: string[]): string {
  return spawnSync('cfn-lint', ['--non-zero-exit-code', 'error', '--ignore-checks', 'W3005', '--', ...files], { encoding: 'utf8', timeout: 580_000 }).stdout
}

describe('a pattern to deploy', () => {
  test.each(slugs)('%s: the template of everything fits into the call', async (slug) => {
    const folder = await folderOf(slug, 'cfn')
    expect(statSync(join(folder, 'template.yaml')).size).toBeLessThan(TEMPLATE_BYTES)
    expect(readFileSync(join(folder, 'template.yaml'), 'utf8')).toContain(`Runtime: ${RUNTIME}`)
  })

  test.skipIf(noLint !== undefined)(`cfn-lint has nothing to say${noLint ? `, left out: ${noLint}` : ''}`, { timeout: 600_000 }, async () => {
    const files = []
    for (const slug of isSweep ? slugs : ['human-approval']) for (const form of isSweep ? ['cfn', 'sam'] as const : ['cfn'] as const) files.push(join(await folderOf(slug, form), 'template.yaml'))
    expect(lint(...files)).toBe('')
  })

  test.skipIf(noSam !== undefined)(`the SAM translator takes it${noSam ? `, left out: ${noSam}` : ''}`, { timeout: 600_000 }, async () => {
    const files = []
    for (const slug of slugs) files.push(join(await folderOf(slug, 'sam'), 'template.yaml'))
    expect(execFileSync('python3', [join(import.meta.dirname, 'translate.py'), ...files], { encoding: 'utf8' })).toBe('')
  })

  test.each(isSweep ? slugs : ['human-approval'])('%s: the CDK synthesises it', { timeout: 600_000 }, async (slug) => {
    const folder = await folderOf(slug, 'cdk')
    execFileSync(process.execPath, ['app.ts'], { cwd: folder, env: { ...process.env, CDK_OUTDIR: 'cdk.out' }, stdio: 'pipe' })
    const file = readdirSync(join(folder, 'cdk.out')).find(name => name.endsWith('.template.json'))!
    const { Resources } = JSON.parse(readFileSync(join(folder, 'cdk.out', file), 'utf8'))
    const machines = readdirSync(join(folder, 'machines')).filter(name => name.endsWith('.yaml'))
    expect(Object.values<any>(Resources).filter(({ Type }) => Type === 'AWS::StepFunctions::StateMachine')).toHaveLength(machines.length)
    if (isSweep && !noLint) expect(lint(join(folder, 'cdk.out', file))).toBe('')
  })
})
