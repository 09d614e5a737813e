import { join } from 'node:path'
import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn'
import { test as base, expect, type Locator, type Page } from 'playwright/test'
import { type LoadedMachine, serve, type ServedStepFunctions, type ServeOptions } from '../../engine/server/index.ts'
import { keptViewer } from '../../scripts/viewer/kept.ts'
import { watch } from '../deck/walk.ts'

export const root = join(import.meta.dirname, '..', '..')
export const ROLE = 'arn:aws:iam::123456789012:role/test'
export const PREFIX = 'arn:aws:states:us-east-1:123456789012'

export interface Served {
  server: ServedStepFunctions
  /** As a program has it. */
  client: SFNClient
  /** Opens a place of the page. */
  open: (place?: string) => Promise<void>
}

interface Fixtures {
  options: ServeOptions
  served: Served
}

/** A server with the page, of its own for each test. Nothing may break the policy, ask another host or complain. */
export const test = base.extend<Fixtures>({
  options: [{}, { option: true }],
  served: async ({ page, options }, use) => {
    const folder = await keptViewer(root)
    const server = await serve({ port: 0, clock: 'manual', start: Date.UTC(2026, 10, 1, 9), page: () => ({ folder }), ...options })
    const client = new SFNClient({ endpoint: server.endpoint, region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' }, disableHostPrefix: true })
    const trouble = await watch(page, server.endpoint)
    await use({ server, client, open: (place = '#/') => show(page, server.endpoint, place) })
    // A browser writes down each refusal that the page itself shows.
    const complaints = trouble.console.filter(text => !text.includes('responded with a status of 400'))
    expect({ ...trouble, console: complaints }).toEqual({ console: [], requests: [], policy: [] })
    expect(await page.locator('style').count()).toBe(0)
    client.destroy()
    await server.close()
  },
})

async function show(page: Page, endpoint: string, place: string): Promise<void> {
  await page.goto(`${endpoint}/${place}`)
  await expect(page.locator('main h1')).toBeVisible()
}

export const machine = (name: string, definition: object, setUp?: LoadedMachine['setUp']): LoadedMachine => ({ name, type: 'STANDARD', definition: JSON.stringify(definition), setUp })
export const arn = (name: string, execution: string): string => `${PREFIX}:execution:${name}:${execution}`
export const place = (name: string, execution: string, query = ''): string => `#/executions/${arn(name, execution)}${query}`
export const start = (name: string, execution: string, input: unknown = {}): StartExecutionCommand => new StartExecutionCommand({ stateMachineArn: `${PREFIX}:stateMachine:${name}`, name: execution, input: JSON.stringify(input) })
/** The line of an execution in the list. */
export const row = (page: Page, name: string): Locator => page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) })
/** How the execution that is shown stands. */
export const status = (page: Page): Locator => page.locator('header.head .status')
/** What the page has said last. */
export const said = (page: Page): Locator => page.locator('.said')

export { expect }
