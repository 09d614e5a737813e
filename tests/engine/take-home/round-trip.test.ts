import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, describe, expect, test } from 'vitest'
import { substitute, type StateMachineDefinition } from '../../../engine/asl/index.ts'
import { readDefinition } from '../../../engine/cli/input/read-definition.ts'
import { serviceReference } from '../../../engine/cli/service-reference.ts'
import { makePlan } from '../../../engine/take-home/make-plan.ts'
import { isSweep } from '../../support/sweep.ts'
import { broughtOf, slugs, writeFolder } from './taken.ts'

const folders: string[] = []
afterAll(() => folders.forEach(folder => rmSync(folder, { recursive: true, force: true })))

/** A plan takes longest of all, and is the same for all forms. */
const plans = new Map<string, ReturnType<typeof makePlan>>()
async function planOf(slug: string): ReturnType<typeof makePlan> {
  const plan = plans.get(slug) ?? makePlan(await broughtOf(slug), serviceReference)
  plans.set(slug, plan)
  return plan
}

/** What a template of a pattern is read as: for each machine its definition, and its type. */
async function readBack(slug: string, form: 'cfn' | 'sam' | 'cdk'): Promise<Record<string, { definition: StateMachineDefinition, type: string | undefined }>> {
  const folder = await writeFolder(slug, form)
  folders.push(folder)
  if (form === 'cdk') execFileSync(process.execPath, ['app.ts'], { cwd: folder, env: { ...process.env, CDK_OUTDIR: 'cdk.out' }, stdio: 'pipe' })
  const file = join(folder, form === 'cdk' ? 'cdk.out' : 'template.yaml')
  return Object.fromEntries(await Promise.all((await planOf(slug)).machines.map(async ({ name, names }) => {
    const values = [...names.keys()].map(placeholder => `${placeholder}=the ${placeholder}`)
    const { definition, type } = await readDefinition(file, Readable.from([]), { at: name, substitute: values })
    return [name, { definition, type }]
  })))
}

async function planned(slug: string): Promise<Record<string, { definition: StateMachineDefinition, type: string }>> {
  return Object.fromEntries((await planOf(slug)).machines.map(({ name, names, definition, type }) =>
    [name, { definition: substitute(definition, Object.fromEntries([...names.keys()].map(placeholder => [placeholder, `the ${placeholder}`]))), type }]))
}

describe('a template that a pattern was written as is read as the pattern', () => {
  test.each(slugs)('%s', async (slug) => {
    const expected = await planned(slug)
    expect(Object.keys(expected)).not.toHaveLength(0)
    for (const form of ['cfn', 'sam'] as const) expect(await readBack(slug, form)).toEqual(expected)
    const { pattern } = await broughtOf(slug)
    for (const { stem, name } of (await planOf(slug)).machines) expect(Object.keys(expected[name]!.definition.States)).toEqual(Object.keys(pattern.workflows[stem]!.States))
  })

  test.skipIf(!isSweep)('human-approval, through the CDK (with SWEEP: synthesising takes seconds)', { timeout: 600_000 }, async () => {
    expect(await readBack('human-approval', 'cdk')).toEqual(await planned('human-approval'))
  })
})
