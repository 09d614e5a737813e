import { join } from 'node:path'
import { expect, test } from 'vitest'
import { bundle, gzipBytes } from './bundle.ts'

const root = join(import.meta.dirname, '..', '..')

test('the engine with JSONata and YAML, as the worker loads it, takes at most 134 kB gzip', async () => {
  const files = await bundle(join(root, 'engine', 'simulation', 'worker', 'entry.ts'))
  const code = [...files.values()].join('\n')
  // It is all there: the message of a JSONata function, of a YAML error, of a JSONPath one, of a history event.
  for (const part of ['$toMillis', 'YAMLParseError', 'States.ArrayPartition', 'ExecutionRedriven']) expect(code).toContain(part)
  // The services' API models are for tests of single states: they are not even a file of the deck.
  expect(code).not.toContain('DescribeExecutionOutput')
  const size = [...files.values()].reduce((sum, text) => sum + gzipBytes(text), 0)
  expect(size).toBeLessThanOrEqual(134_000)
})

test('the page itself loads next to nothing of it', async () => {
  const files = await bundle(join(root, 'engine', 'simulation', 'worker', 'guarded.ts'))
  const own = [...files].filter(([name]) => !/entry-/.test(name))
  expect(files.size).toBeGreaterThan(own.length)
  expect(own.reduce((sum, [, text]) => sum + gzipBytes(text), 0)).toBeLessThan(3000)
})

test('a run that no simulated service answers loads none of them', async () => {
  const files = await bundle(join(root, 'engine', 'simulation', 'play', 'play-case.ts'))
  const own = [...files].filter(([name]) => !name.includes('set-up-world')).map(([, text]) => text).join('\n')
  const all = [...files.values()].join('\n')
  for (const service of ['ConditionalCheckFailedException', 'QueueDoesNotExistException', 'NoSuchBucketException']) {
    expect(all).toContain(service)
    expect(own).not.toContain(service)
  }
})
