import { spawnSync } from 'node:child_process'
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkDeck } from '../../scripts/deck/check-deck.ts'
import { asl } from '../engine/cli/terminal.ts'
import { make, MISTAKES } from './mistakes.ts'
import { smallDeck } from './small-deck.ts'

/** One mistake is one message, the same wherever it is asked for: here by the check that the build and `npm run check` ask, and by `asl test`. */

let copy: string
beforeAll(() => {
  copy = smallDeck()
})
afterAll(() => rmSync(copy, { recursive: true }))

test('the deck as it stands has no mistake', async () => {
  expect(await checkDeck('.')).toEqual([])
})

test('nor has the small deck of these tests', async () => {
  expect(await checkDeck(copy)).toEqual([])
})

test.each(MISTAKES)('$what is one message, with file and line', async (mistake) => {
  const { place, undo } = make(copy, mistake)
  try {
    const messages = mistake.inNode ? [] : await checkDeck(copy)
    const tested = mistake.pattern === undefined ? [] : await messagesOfTest(mistake.pattern, mistake.inNode)
    const [message = ''] = [...messages, ...tested]
    expect(message.slice(0, place.length)).toBe(place)
    expect(message.replace(/^\S+:\d+:\d+: error [A-Z_]+: /, '')).toEqual(typeof mistake.says === 'string' ? mistake.says : expect.stringMatching(mistake.says))
    expect(messages).toEqual(mistake.inNode ? [] : [message])
    expect(tested).toEqual(mistake.pattern === undefined ? [] : [message])
  }
  finally {
    undo()
  }
})

/** What `asl test` says is wrong, as from the copy's own folder. */
async function messagesOfTest(pattern: string, inNode = false): Promise<string[]> {
  const args = ['test', pattern, '--folder', join(copy, 'snippets')]
  const { code, stdout, stderr } = inNode ? aslInNode(args) : await asl(args)
  expect(code).toBe(1)
  expect(stderr).toBe('')
  return stdout.split('\n').filter(line => line.startsWith('    ')).map(line => line.trim().replace(`${copy}/`, ''))
}

function aslInNode(args: string[]): { code: number | null, stdout: string, stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['engine/cli/asl.mjs', ...args], { encoding: 'utf8' })
  return { code: status, stdout, stderr }
}

test('a pattern that no page shows is named by its cases.yaml', async () => {
  const folder = join(copy, 'snippets/second')
  cpSync(join(copy, 'snippets/saga'), folder, { recursive: true })
  expect(await checkDeck(copy)).toEqual(['snippets/second/cases.yaml:1:1: error SLIDE: no page shows this pattern: a slide of pages/ places it with <LiveWorkflow pattern="second" />'])
  rmSync(folder, { recursive: true })
})

test('a chapter that slides.md does not bring in is named by its pages, with the lines that do', async () => {
  const folder = join(copy, 'pages/9-next')
  cpSync(join(copy, 'pages/5-failing'), folder, { recursive: true })
  const found = await checkDeck(copy)
  expect(found).toContain('pages/9-next/0-chapter.md:1:1: error ORDER: no entry of slides.md brings this page in: it takes the three lines “---”, “src: ./pages/9-next/*.md” and “---”')
  rmSync(folder, { recursive: true })
})

test('a tab in the facts is one message, and a demo that is not there has its near name', async () => {
  const file = join(copy, 'facts/timeline.yaml')
  const before = readFileSync(file, 'utf8')
  writeFileSync(file, before.replace('  kind: launch', '\tkind: launch'))
  expect(await checkDeck(copy)).toEqual([expect.stringMatching(/^facts\/timeline\.yaml:9: not YAML: Tabs are not allowed as indentation/)])
  writeFileSync(file, before.replace('  kind: launch', '  demo: sage\n  kind: launch'))
  expect(await checkDeck(copy)).toEqual(['facts/timeline.yaml:9: S01: unknown demo sage, neither a pattern nor the routeAlias of a slide; did you mean saga?'])
  writeFileSync(file, before)
})

test('the build says all mistakes at once, as the last thing, without a stack', () => {
  const made = [MISTAKES.find(({ pattern }) => pattern === 'saga'), MISTAKES.find(({ inNode }) => inNode), MISTAKES.find(({ file }) => file === 'slides.md')]
    .map(mistake => make(copy, mistake!))
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(copy, 'scripts/build.mjs'), '--no-pdf', '--out', join(copy, 'dist')], { cwd: copy, encoding: 'utf8' })
  expect(status).toBe(1)
  const said = `${stdout}${stderr}`.trimEnd().split('\n')
  expect(said.at(-4)).toBe('The build stopped at 3 mistakes:')
  expect(said.slice(-3).map(line => made.findIndex(({ place }) => line.startsWith(place))).sort()).toEqual([0, 1, 2])
  expect(said.join('\n')).not.toMatch(/^\s+at /m)
  for (const { undo } of made)
    undo()
})
