import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { cruise, type ICruiseResult } from 'dependency-cruiser'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import rules, { ROOMS } from '../../.dependency-cruiser.mjs'

const project = join(import.meta.dirname, '..', '..')

/** The arrows that a rule forbids, a line each: the circle all around, or from where to where. */
async function wrongArrows(root: string, folders: string[]): Promise<string[]> {
  const { forbidden, options } = rules
  const { output } = await cruise(folders, { ...options, baseDir: root, validate: true, ruleSet: { forbidden: forbidden! } }, { extensions: ['.ts', '.mjs', '.vue'] })
  const lines = (output as ICruiseResult).summary.violations.map(({ from, to, cycle, rule }) =>
    `${[from, ...cycle ? cycle.map(({ name }) => name) : [to]].join(' → ')} (${rule.name})`)
  return [...new Set(lines)]
}

// The whole tree is read, which takes its time where other tests run beside it.
test('no file imports itself by a detour, and the arrows between floors and rooms point down', async () => {
  expect(await wrongArrows(project, ['engine', 'components', 'composables', 'layouts', 'viewer', 'talk', 'workshop', 'facts', 'scripts', 'setup'])).toEqual([])
}, 180_000)

test.each(Object.entries(ROOMS))('the rooms of %s are all in the list that says which builds on which', (floor, rooms) => {
  const there = readdirSync(join(project, floor), { withFileTypes: true }).filter(entry => entry.isDirectory()).map(({ name }) => name)
  expect(there.filter(room => !rooms.includes(room))).toEqual([])
})

describe('what is caught', () => {
  let root: string
  beforeEach(() => { root = mkdtempSync(join(tmpdir(), 'arrows-')) })
  afterEach(() => rmSync(root, { recursive: true, force: true }))

  test.each<[string, Record<string, string>, string[]]>([
    ['a circle of types', {
      'engine/asl/states/a.ts': `import type { B } from './b.ts'\nexport interface A { b: B }\n`,
      'engine/asl/states/b.ts': `import type { A } from './a.ts'\nexport interface B { a: A }\n`,
    }, ['engine/asl/states/a.ts → engine/asl/states/b.ts → engine/asl/states/a.ts (no circles)']],
    ['a room that imports a later one', {
      'engine/asl/execution/a.ts': `import '../states/b.ts'\n`,
      'engine/asl/states/b.ts': '',
    }, ['engine/asl/execution/a.ts → engine/asl/states/b.ts (engine/asl/execution imports nothing above it)']],
    ['a composable that imports a component', {
      'composables/a.ts': `import Beads from '../components/Beads.vue'\nexport default Beads\n`,
      'components/Beads.vue': '<template><i /></template>\n',
    }, ['composables/a.ts → components/Beads.vue (composables imports nothing above it)']],
    ['a component whose script imports a layout', {
      'components/A.vue': `<script setup lang="ts">\nimport type { B } from '../layouts/b.ts'\ndefineProps<{ b: B }>()\n</script>\n`,
      'layouts/b.ts': 'export type B = 1\n',
    }, ['components/A.vue → layouts/b.ts (components imports nothing above it)']],
    ['a simulation that imports the command', {
      'engine/simulation/run/a.ts': `import '../../cli/b.ts'\n`,
      'engine/cli/b.ts': '',
    }, ['engine/simulation/run/a.ts → engine/cli/b.ts (the engine knows no terminal)']],
    ['a talk that imports anything of the deck', {
      'talk/a.ts': `import '../composables/b.ts'\n`,
      'composables/b.ts': '',
    }, ['talk/a.ts → composables/b.ts (talk imports nothing of the deck)']],
    ['nothing where the arrow points down', {
      'components/a.ts': `import '../engine/asl/query/b.ts'\n`,
      'engine/asl/query/b.ts': '',
    }, []],
  ])('%s', async (_, files, wrong) => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true })
      writeFileSync(join(root, path), text)
    }
    expect(await wrongArrows(root, [...new Set(Object.keys(files).map(path => path.split('/')[0]!))])).toEqual(wrong)
  })
})
