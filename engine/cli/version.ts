import { existsSync, readFileSync } from 'node:fs'

/** The version of what the command belongs to: the package that it came with, or the project whose sources it is run from. */
export function version(): string {
  for (let folder = new URL('./', import.meta.url); ; folder = new URL('../', folder)) {
    const manifest = new URL('package.json', folder)
    if (existsSync(manifest)) return (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version
  }
}
