import { execFileSync, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { buildEngine } from '../../../scripts/engine/build.ts'
import { PACKAGE_NAME } from '../../../scripts/engine/manifest.ts'

const root = join(import.meta.dirname, '..', '..', '..')

export interface Installed {
  /** A project that has the package, and nothing else but what it depends on. */
  project: string
  /** The package as npm packed it. */
  tarball: string
  /** The `asl` command. */
  command: string
  remove: () => void
}

/**
 * Builds the package, has npm pack it, and unpacks it into an empty project. Nothing is asked of a registry: what it depends on is linked.
 *
 * @param options `types`: with declarations; `with`: further packages of this project that the other one has
 */
export async function install({ types, with: more = [] }: { types: boolean, with?: readonly string[] }): Promise<Installed> {
  const folder = mkdtempSync(join(tmpdir(), 'asl-package-'))
  await buildEngine(root, join(folder, 'built'), { types })
  // npm is JavaScript beside Node wherever both come from one archive; elsewhere it is found as a program.
  execFileSync('npm', ['pack', '--silent', '--pack-destination', folder, join(folder, 'built')], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, npm_config_cache: join(folder, 'cache'), npm_config_offline: 'true', npm_config_update_notifier: 'false' } })
  const tarball = join(folder, `${PACKAGE_NAME}-${versionOf()}.tgz`)
  const project = join(folder, 'project')
  const installed = join(project, 'node_modules', PACKAGE_NAME)
  mkdirSync(installed, { recursive: true })
  execFileSync('tar', ['-xzf', tarball, '--strip-components=1', '-C', installed])
  for (const name of ['jsonata', 'yaml', ...more]) {
    mkdirSync(dirname(join(project, 'node_modules', name)), { recursive: true })
    symlinkSync(join(root, 'node_modules', name), join(project, 'node_modules', name))
  }
  writeFileSync(join(project, 'package.json'), '{ "type": "module", "private": true }\n')
  return { project, tarball, command: join(installed, 'dist', 'asl.js'), remove: () => rmSync(folder, { recursive: true }) }
}

function versionOf(): string {
  return JSON.parse(execFileSync(process.execPath, ['-p', 'JSON.stringify(require("./package.json").version)'], { cwd: root, encoding: 'utf8' })) as string
}

/** Runs JavaScript in a project, to its end. */
export function runIn(project: string, args: readonly string[]): Promise<{ code: number | null, stdout: string, stderr: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: project, stdio: ['ignore', 'pipe', 'pipe'] })
    const said = { stdout: '', stderr: '' }
    for (const name of ['stdout', 'stderr'] as const) child[name].on('data', (chunk: Buffer) => said[name] += chunk.toString())
    child.on('error', reject)
    child.on('close', code => resolve({ code, ...said }))
  })
}
