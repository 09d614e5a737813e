import type { PatternModule } from '../../scripts/vite/content/patterns.ts'

/**
 * A slide's machine with all that belongs to it and what deploys it, as the lab gives it. What makes it comes with the press.
 *
 * @param pattern the slide's
 * @param stem which of its machines
 */
export async function homeOf(pattern: PatternModule, stem: string): Promise<{ name: string, bytes: Uint8Array<ArrayBuffer> }> {
  const [{ zipOf }, { benchOf }] = await Promise.all([import('../lab/home/zip-of.ts'), import('../lab/bench.ts')])
  const bench = benchOf(pattern, stem)
  return zipOf(bench, { text: bench.start })
}
