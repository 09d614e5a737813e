import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { parseTypeErrors, typeErrors } from '../../scripts/test/type-check.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'type-check-'))
  const modules = join(import.meta.dirname, '..', '..', 'node_modules')
  mkdirSync(join(root, 'node_modules', 'source-only'), { recursive: true })
  for (const name of ['vue-tsc', 'typescript', 'vue']) symlinkSync(join(modules, name), join(root, 'node_modules', name))
  writeFileSync(join(root, 'package.json'), '{"type":"module"}')
  const compilerOptions = { strict: true, noEmit: true, types: [], module: 'ESNext', moduleResolution: 'bundler', allowImportingTsExtensions: true }
  writeFileSync(join(root, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*.ts', '*.vue'] }))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

it('finds the errors of our files and leaves out those of packages that ship their source', async () => {
  writeFileSync(join(root, 'node_modules', 'source-only', 'index.ts'), 'export const one: number = "1"\n')
  writeFileSync(join(root, 'a.ts'), `import { one } from 'source-only'\n\nexport const two: string = one\n`)
  writeFileSync(join(root, 'node_modules', 'source-only', 'package.json'), '{"name":"source-only","main":"index.ts"}')
  const { errors, crash } = await typeErrors({ root, env: process.env })
  expect(crash).toBeUndefined()
  expect(errors.map(({ place }) => place)).toEqual(['a.ts:3'])

  writeFileSync(join(root, 'a.ts'), `import { one } from 'source-only'\n\nexport const two: number = one\n`)
  expect(await typeErrors({ root, env: process.env })).toEqual({ errors: [] })
})

it('does not take a compiler that stopped for one that found nothing', async () => {
  writeFileSync(join(root, 'a.ts'), 'export const one = 1\n')
  writeFileSync(join(root, 'tsconfig.json'), JSON.stringify({ include: ['*.nothing'] }))
  expect((await typeErrors({ root, env: process.env })).errors).toEqual([expect.objectContaining({ place: 'tsconfig.json' })])
  rmSync(join(root, 'node_modules', 'vue-tsc'))
  expect((await typeErrors({ root, env: process.env })).crash).toMatch(/vue-tsc ended with exit code 1\..*vue-tsc/s)
})

it('keeps the lines that explain an error with it', () => {
  expect(parseTypeErrors("a/b.vue(12,5): error TS2322: Type 'A'.\n  Property 'x'.\n    Deeper.\nc.ts(1,1): error TS1: No.\n")).toEqual([
    { place: 'a/b.vue:12', text: "a/b.vue(12,5): error TS2322: Type 'A'.\n  Property 'x'.\n    Deeper." },
    { place: 'c.ts:1', text: 'c.ts(1,1): error TS1: No.' },
  ])
})
