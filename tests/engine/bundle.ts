import { gzipSync } from 'node:zlib'
import { build, type Rolldown } from 'vite'

/** The built files of an entry, by name, as a browser would get them. */
export async function bundle(entry: string): Promise<Map<string, string>> {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: { write: false, minify: true, target: 'es2022', modulePreload: false, rolldownOptions: { input: entry, preserveEntrySignatures: 'strict' } },
  }) as Rolldown.RolldownOutput
  return new Map(built.output.map((file) => [file.fileName, file.type === 'chunk' ? file.code : String(file.source)]))
}

export function gzipBytes(text: string): number {
  return gzipSync(text, { level: 9 }).length
}
