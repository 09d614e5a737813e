import { chmodSync, copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { rolldown } from 'rolldown'
import { keptViewer } from '../viewer/kept.ts'
import { licencesOf } from '../vite/built/notices.ts'
import { writeDeclarations } from './declarations.ts'
import { COMMAND, DEPENDENCIES, ENTRIES, manifestOf, outputOf, PEERS, type ProjectPackage } from './manifest.ts'

const ABOUT = `This package has the work of others in its code. Each is used under its own licence, which follows.
Its own licence is in LICENSE; what is in the page of asl serve has its licences beside it, in dist/viewer. Its tables of AWS's APIs are made from the API models of the AWS SDK for Python (botocore), copyright Amazon.com, Inc. or its affiliates,
under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0`

/**
 * Makes a package of the engine that `npm pack` takes: compiled code, declarations, the `asl` command and its page, README and licences.
 *
 * @param root the project
 * @param out the package's folder; what was in it is gone afterwards
 * @param options `types`: declarations take most of the time, and may be left out for a try
 */
export async function buildEngine(root: string, out: string, { types = true }: { types?: boolean } = {}): Promise<void> {
  rmSync(out, { recursive: true, force: true })
  mkdirSync(out, { recursive: true })
  const project = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as ProjectPackage
  const bundled = await writeCode(root, join(out, 'dist'))
  // `asl serve` looks for its page beside itself.
  cpSync(await keptViewer(root), join(out, 'dist', 'viewer'), { recursive: true })
  if (types) writeDeclarations(root, Object.values(ENTRIES), join(out, 'types'))
  writeFileSync(join(out, 'package.json'), `${JSON.stringify(manifestOf(project), null, 2)}\n`)
  copyFileSync(join(root, 'engine', 'library', 'README.md'), join(out, 'README.md'))
  copyFileSync(join(root, 'LICENSE'), join(out, 'LICENSE'))
  writeFileSync(join(out, 'third-party-notices.txt'), licencesOf(root, bundled, ABOUT))
}

/** Compiles the entries. Returns the files of others that are in them. */
async function writeCode(root: string, out: string): Promise<Set<string>> {
  const bundle = await rolldown({
    cwd: root,
    platform: 'node',
    input: { ...Object.fromEntries(Object.entries(ENTRIES).map(([entry, source]) => [outputOf(entry), source])), asl: COMMAND },
    external: [/^node:/, ...[...DEPENDENCIES, ...PEERS].map(name => new RegExp(`^${name}(?:/|$)`))],
    treeshake: { moduleSideEffects: false },
    // What runs with all commands and what runs with one share modules, of which some are loaded later: that is no fault.
    onLog: (level, log, handle) => log.code === 'INEFFECTIVE_DYNAMIC_IMPORT' ? undefined : handle(level, log),
  })
  const { output } = await bundle.write({
    dir: out,
    format: 'esm',
    minify: true,
    comments: false,
    chunkFileNames: '[name]-[hash].js',
    banner: chunk => chunk.name === 'asl' && chunk.isEntry ? '#!/usr/bin/env node' : '',
  })
  await bundle.close()
  chmodSync(join(out, 'asl.js'), 0o755)
  const modules = output.flatMap(file => file.type === 'chunk' ? Object.entries(file.modules) : [])
  // The bundler's own helpers have no path.
  return new Set(modules.filter(([, { renderedLength }]) => renderedLength > 0).map(([id]) => id.startsWith('\0') ? join(root, 'node_modules', 'rolldown', 'package.json') : id).filter(id => id.includes('node_modules')))
}
