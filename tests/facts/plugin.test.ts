import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { build, createServer } from 'vite'
import type { InlineConfig } from 'vite'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { factsFolder } from '../../scripts/vite/content/fact-files.ts'
import { facts } from '../../scripts/vite/content/facts.ts'
import { facts as content } from './facts.ts'

let root: string

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'facts-'))
  cpSync(factsFolder, path.join(root, 'facts'), { recursive: true })
  writeFileSync(path.join(root, 'main.js'), [
    `import timeline from 'virtual:facts/timeline'`,
    `import sources from 'virtual:facts/sources'`,
    `import prices from 'virtual:facts/prices'`,
    `export default [timeline.find(entry => entry.id === 'S12'), sources.S12, prices]`,
  ].join('\n'))
})

afterEach(() => rmSync(root, { recursive: true }))

const config = (): InlineConfig => ({
  root,
  configFile: false,
  logLevel: 'silent',
  plugins: [facts(path.join(root, 'facts'))],
  build: { write: false, lib: { entry: 'main.js', formats: ['es'] }, minify: false },
})

/** Puts a year nobody covers into the entry S12. */
function breakTimeline(): { line: number } {
  const file = path.join(root, 'facts/timeline.yaml')
  const lines = readFileSync(file, 'utf8').split('\n')
  const line = lines.indexOf('- id: S12') + 1
  expect(lines[line]).toBe('  date: 2019-05')
  lines[line] = '  date: 2091-05'
  writeFileSync(file, lines.join('\n'))
  return { line: line + 1 }
}

async function codeOf(output: Awaited<ReturnType<typeof build>>): Promise<string> {
  const [result] = [output].flat()
  if (result === undefined || !('output' in result))
    throw new Error('nothing was built')
  return result.output[0].code
}

it('builds the facts in as plain JSON, without YAML and without the check', async () => {
  const code = await codeOf(await build(config()))
  expect(code).toContain('Callbacks with a task token')
  expect(code).toContain('564a792')
  expect(code).not.toContain('parseDocument')
  const module = await import(`data:text/javascript,${encodeURIComponent(code)}`)
  const [callbacks, sources, prices] = module.default
  expect(callbacks).toMatchObject({ id: 'S12', date: '2019-05', precision: 'month' })
  expect(callbacks).not.toHaveProperty('sources')
  expect(sources).toHaveLength(1)
  expect(prices).toHaveLength(content.prices.length)
})

it('fails the build on a mistake, with file and line', async () => {
  const { line } = breakTimeline()
  await expect(build(config())).rejects.toThrow(`facts/timeline.yaml:${line}: S12: unknown year 2091: the facts cover 2012 to 2026`)
})

it('names the modules there are when a slide asks for another', async () => {
  writeFileSync(path.join(root, 'main.js'), `export { default } from 'virtual:facts/rumours'`)
  await expect(build(config())).rejects.toThrow('there is no virtual:facts/rumours: facts come as timeline, systems')
})

it('reports a mistake in the running server with file and line, and recovers from it', async () => {
  const server = await createServer({ ...config(), server: { middlewareMode: true, ws: false }, appType: 'custom' })
  try {
    const load = (name: string) => server.environments.client.transformRequest(`virtual:facts/${name}`)
    const sound = readFileSync(path.join(root, 'facts/timeline.yaml'), 'utf8')
    expect((await load('timeline'))?.code).toContain('Callbacks with a task token')

    const { line } = breakTimeline()
    server.environments.client.moduleGraph.invalidateAll()
    await expect(load('timeline')).rejects.toMatchObject({
      message: expect.stringContaining(`facts/timeline.yaml:${line}: S12: unknown year 2091`),
      loc: { line, column: 9 },
    })
    expect((await load('prices'))?.code).toContain('express-request')

    writeFileSync(path.join(root, 'facts/timeline.yaml'), sound)
    server.environments.client.moduleGraph.invalidateAll()
    expect((await load('timeline'))?.code).toContain('Callbacks with a task token')
  }
  finally {
    await server.close()
  }
})

it('hands a saved change to the slides, and starts the page again when a file breaks or is repaired', async () => {
  writeFileSync(path.join(root, 'main.js'), `import timeline from 'virtual:facts/timeline'\nimport.meta.hot.accept()\nexport default timeline`)
  // The test announces changes itself, once each.
  const server = await createServer({ ...config(), server: { middlewareMode: true, ws: false, watch: null }, appType: 'custom' })
  try {
    const file = path.join(root, 'facts/timeline.yaml')
    const { client } = server.environments
    const sent = vi.spyOn(client.hot, 'send')
    const save = async (text: string) => {
      sent.mockClear()
      writeFileSync(file, text)
      server.watcher.emit('change', file)
      await vi.waitFor(() => expect(sent).toHaveBeenCalled())
      return sent.mock.calls.flat().map(payload => (payload as { type: string }).type)
    }
    await client.transformRequest('/main.js')
    await client.transformRequest('virtual:facts/timeline')
    const sound = readFileSync(file, 'utf8')

    expect(await save(sound.replace('Callbacks with a task token', 'Callbacks'))).toEqual(['update'])
    expect((await client.transformRequest('virtual:facts/timeline'))?.code).toContain('"title":"Callbacks"')
    expect(await save(sound.replace('date: 2019-05', 'date: 2091-05'))).toEqual(['full-reload'])
    await expect(client.transformRequest('virtual:facts/timeline')).rejects.toThrow('unknown year 2091')
    expect(await save(sound)).toEqual(['full-reload'])
    expect((await client.transformRequest('virtual:facts/timeline'))?.code).toContain('Callbacks with a task token')
  }
  finally {
    await server.close()
  }
})
