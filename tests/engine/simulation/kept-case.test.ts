import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { formatDiagnostic, type Json } from '../../../engine/asl/index.ts'
import { checkPattern } from '../../../engine/cli/check-pattern.ts'
import { readPattern } from '../../../engine/cli/pattern-folder.ts'
import { keptCase } from '../../../engine/simulation/home/kept-case.ts'
import { recordCase } from '../../../engine/simulation/play/play-case.ts'
import { definitionOf } from '../../../engine/simulation/play/pattern.ts'

const snippets = join(import.meta.dirname, '..', '..', '..', 'snippets')

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** Records a case of a pattern, keeps it from its history alone, and plays what was kept. */
async function keptAndPlayed(slug: string, name: string): Promise<{ problems: string[], events: number, seen: number }> {
  const { pattern } = await readPattern(snippets, slug)
  const item = pattern!.cases.cases.find(one => one.name === name)!
  const { status, output, error, events } = await recordCase(pattern!, item)
  const { folder, files } = keptCase({
    machine: pattern!.cases.machine,
    definition: JSON.stringify(definitionOf(pattern!, item)),
    execution: { name, status, ...(output === undefined ? {} : { output }), ...(error === undefined ? {} : { error }) },
    input: item.input as Json,
    events,
  })
  const root = mkdtempSync(join(tmpdir(), 'kept-'))
  folders.push(root)
  for (const { path, text } of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  const { diagnostics, remarks, cases } = await checkPattern(root, folder)
  const again = await readPattern(root, folder)
  const played = again.pattern && await recordCase(again.pattern, again.pattern.cases.cases[0]!)
  return { problems: [...diagnostics, ...remarks, ...cases.flatMap(one => one.diagnostics)].map(formatDiagnostic), events: played?.events.length ?? 0, seen: events.length }
}

test.each(['saga', 'human-approval', 'heartbeat-job', 'error-router', 'parallel-join', 'callback-token'])('what was kept of %s runs again as it ran', async (slug) => {
  const { pattern } = await readPattern(snippets, slug)
  const names = pattern!.cases.cases.filter(({ runs, type, omit }) => !runs && type === 'STANDARD' && omit.length === 0).map(({ name }) => name)
  expect(names.length).toBeGreaterThan(0)
  for (const name of names) {
    const { problems, events, seen } = await keptAndPlayed(slug, name)
    expect({ case: `${slug} ${name}`, problems, events }).toEqual({ case: `${slug} ${name}`, problems: [], events: seen })
  }
})
