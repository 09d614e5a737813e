import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..', '..')

test.each([
  [['--remote=short'], /^The password is short enough to be guessed: .*\n$/],
  [['--bind', '0.0.0.0'], /^--bind opens the deck to a network: .*\n$/],
  [['--talk', '--no-build'], /^--talk chooses what is built, .*\n$/],
  [['--port', '0'], /^--port 0 is no port: .*\n$/],
  [['--frob'], /^npm run stage has no option --frob.*\n$/],
])('npm run stage -- %j is answered in a sentence', (args, sentence) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'scripts', 'stage.mjs'), ...args], { encoding: 'utf8' })
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
  expect(stderr).toMatch(sentence)
})
