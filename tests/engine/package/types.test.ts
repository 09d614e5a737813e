import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core'
import { publint } from 'publint'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isSweep } from '../../support/sweep.ts'
import { install, type Installed, runIn } from './installed.ts'

const tsc = join(import.meta.dirname, '..', '..', '..', 'node_modules', 'typescript', 'bin', 'tsc')

// The compiler takes a while for all declarations; --sweep, as CI runs it, has the time.
describe.skipIf(!isSweep)('the package with its types', () => {
  let installed: Installed
  beforeAll(async () => {
    installed = await install({ types: true, with: ['@types/node', 'undici-types', 'vitest'] })
  }, 300_000)
  afterAll(() => installed?.remove())

  test('is in order for publint', async () => {
    const { messages } = await publint({ pkgDir: join(installed.project, 'node_modules', 'states-language'), strict: true })
    expect(messages).toEqual([])
  })

  test('is in order for attw, as a package of modules only', { timeout: 120_000 }, async () => {
    const result = await checkPackage(createPackageFromTarballData(new Uint8Array(readFileSync(installed.tarball))))
    expect(result).toMatchObject({ packageName: 'states-language', types: { kind: 'included' } })
    const problems = 'problems' in result ? result.problems : []
    // Those of CommonJS, and of resolution before there were exports, are what a package of modules has.
    expect(problems.filter(problem => !('resolutionKind' in problem) || !['node10', 'node16-cjs'].includes(problem.resolutionKind))).toEqual([])
  })

  test.each(['nodenext', 'bundler'])('has types that a program compiles with, and that are no any: %s', { timeout: 120_000 }, async (resolution) => {
    writeFileSync(join(installed.project, 'consumer.ts'), `
      import { expect } from 'vitest'
      import { run, testState, validate, type Run } from 'states-language'
      import { clientConfig } from 'states-language/aws'
      import { coverage, lcov, coverageOfFile, type Coverage } from 'states-language/coverage'
      import { toMermaid } from 'states-language/diagram'
      import { serve } from 'states-language/server'
      import 'states-language/vitest'

      const order: Run = await run('StartAt: A', { input: [1], tasks: { A: async (parameters, { retryCount }) => ({ again: retryCount + 1 }) }, until: '3d' })
      const path: string[] = order.path
      const cover: Coverage = coverage({ StartAt: 'A', States: { A: { Type: 'Pass', End: true } } }, [order])
      lcov([coverageOfFile('a.yaml', 'StartAt: A', [{ events: [{ id: 1, type: 'ExecutionStarted' }] }])])
      await using server = await serve({ machines: { a: { definition: new URL('file:///a'), type: 'EXPRESS' } }, clock: 'manual' })
      const moved: boolean = await server.clock.next()
      const config: { endpoint: string, disableHostPrefix: true } = clientConfig(server)
      const ok: 'OK' | 'FAIL' = validate('').result
      const source: string = toMermaid({ StartAt: 'A', States: {} }).source
      expect(order).toSucceedWith({ paid: true })
      expect(order).not.toFailWith(/Declined/)
      expect(order).toHaveVisited(['A'])
      expect(cover).toCoverStates(0.9)
      await testState({ definition: { Type: 'Pass', End: true }, inspectionLevel: 'DEBUG' })
      // @ts-expect-error there is no such status
      order.status === 'DONE'
      // @ts-expect-error there is no such clock
      await serve({ clock: 'slow' })
      // @ts-expect-error states are texts
      expect(order).toHaveVisited([1])
      export { config, moved, ok, path, source }
    `)
    writeFileSync(join(installed.project, 'tsconfig.json'), JSON.stringify({ compilerOptions: { strict: true, noEmit: true, target: 'ES2023', lib: ['ES2023', 'ESNext.Disposable'], module: resolution === 'nodenext' ? 'nodenext' : 'esnext', moduleResolution: resolution, types: ['node'], skipLibCheck: false, noUncheckedIndexedAccess: true, exactOptionalPropertyTypes: true }, files: ['consumer.ts'] }))
    const { stdout } = await runIn(installed.project, [tsc, '-p', '.', '--pretty', 'false'])
    // Of what others declare, only this package's counts.
    expect(stdout.split('\n').filter(line => /^consumer\.ts|states-language/.test(line))).toEqual([])
  })
})
