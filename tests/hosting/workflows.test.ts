import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'

const root = join(import.meta.dirname, '..', '..')
const folder = join(root, '.github', 'workflows')

interface Step { 'uses'?: string, 'run'?: string, 'with'?: Record<string, unknown> }
interface Job { 'steps'?: Step[], 'uses'?: string, 'needs'?: string, 'permissions'?: Record<string, string>, 'timeout-minutes'?: number, 'strategy'?: { matrix: { node: string[] } } }
interface Workflow { on: Record<string, { 'branches'?: string[], 'branches-ignore'?: string[] } | null>, permissions: Record<string, string>, concurrency: { 'group': string, 'cancel-in-progress'?: boolean }, jobs: Record<string, Job> }

const workflow = (name: string) => parse(readFileSync(join(folder, name), 'utf8')) as Workflow
const tests = workflow('test.yml')
const publishing = workflow('pages.yml')
const commands = (job: Job | undefined) => job?.steps?.flatMap(step => step.run ?? [])

test('pull requests and branches are tested with what CONTRIBUTING says, on the newest Node and the oldest', () => {
  expect(tests.on).toMatchObject({ pull_request: null, push: { 'branches-ignore': ['main'] } })
  expect(commands(tests.jobs.test)).toEqual(['npm test -- --sweep'])
  const [newest, oldest] = tests.jobs.test!.strategy!.matrix.node
  expect(`${newest}\n`).toBe(readFileSync(join(root, '.nvmrc'), 'utf8'))
  const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { engines: { node: string } }
  expect(engines.node.split(' || ')[0]).toBe(`^${oldest}.0`)
})

test('a push to main is published when its tests have passed, and not otherwise', () => {
  expect(publishing.on).toEqual({ push: { branches: ['main'] }, workflow_dispatch: null })
  expect(tests.on).toHaveProperty('workflow_call')
  expect(publishing.jobs.test).toEqual({ uses: './.github/workflows/test.yml' })
  expect(publishing.jobs.publish!.needs).toBe('test')
  expect(commands(publishing.jobs.publish)).toEqual(['npm run build'])
  expect(publishing.jobs.publish!.steps!.find(step => step.uses?.startsWith('actions/upload-pages-artifact'))?.with).toEqual({ path: 'dist' })
  // One that tests does not end another, and one that publishes is never cut off.
  expect(tests.concurrency.group).not.toBe(publishing.concurrency.group)
  expect(publishing.concurrency['cancel-in-progress']).toBeFalsy()
})

test('workflows may read, and only the job that publishes may do more', () => {
  for (const name of readdirSync(folder)) {
    const { permissions, jobs } = workflow(name)
    expect(permissions, name).toEqual({ contents: 'read' })
    for (const [job, { permissions: own }] of Object.entries(jobs)) {
      if (name === 'pages.yml' && job === 'publish') expect(own).toEqual({ 'contents': 'read', 'pages': 'write', 'id-token': 'write' })
      else expect(own, `${name} ${job}`).toBeUndefined()
    }
  }
})

test('workflows use GitHub\'s own actions in a pinned major version, and leave no credentials behind', () => {
  const steps = readdirSync(folder).flatMap(name => Object.values(workflow(name).jobs).flatMap(job => job.steps ?? []))
  for (const { uses, with: options } of steps.filter(step => step.uses)) {
    expect(uses).toMatch(/^actions\/[\w-]+@v\d+$/)
    if (uses!.startsWith('actions/checkout@')) expect(options).toEqual({ 'persist-credentials': false })
  }
})
