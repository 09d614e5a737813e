import path from 'node:path'
import type { Plugin } from 'vite'
import { factFiles, formatDiagnostic, readFacts } from '../../../facts/check.ts'
import type { FactDiagnostic, Facts } from '../../../facts/types.ts'
import { readFactFiles } from './fact-files.ts'

const PREFIX = 'virtual:facts/'
const RESOLVED = `\0${PREFIX}`

/** The modules, and the file each comes from. */
const fileOf: Record<string, string> = {
  ...Object.fromEntries(factFiles.map(kind => [kind, kind])),
  sources: 'timeline',
}

/**
 * Hands the facts to the slides as plain JSON: `import timeline from 'virtual:facts/timeline'`. The browser needs neither
 * YAML nor the check, and only the parts it imports.
 *
 * A mistake in a file of facts fails the build; the dev server shows it over the slide, with file and line. Saving a file
 * updates the slides.
 *
 * @param folder absolute path of the folder with the facts
 * @param demos what `demo:` may name, asked for anew each time; not looked at where it is left out
 */
export function facts(folder: string, demos?: () => string[]): Plugin {
  const read = () => readFacts(readFactFiles(folder), demos ? { demos: demos() } : {})
  let broken = false

  return {
    name: 'facts',

    buildStart() {
      const { diagnostics } = read()
      broken = diagnostics.length > 0
      if (broken && this.environment.mode !== 'dev')
        this.error(errorOf(folder, diagnostics))
    },

    resolveId(id) {
      if (!id.startsWith(PREFIX))
        return undefined
      const name = id.slice(PREFIX.length)
      if (!(name in fileOf))
        this.error(`there is no ${id}: facts come as ${Object.keys(fileOf).join(', ')}`)
      return RESOLVED + name
    },

    load(id) {
      if (!id.startsWith(RESOLVED))
        return undefined
      const name = id.slice(RESOLVED.length)
      this.addWatchFile(path.join(folder, `${fileOf[name]}.yaml`))
      const { facts: content, diagnostics } = read()
      const own = diagnostics.filter(({ file }) => file === `facts/${fileOf[name]}.yaml`)
      if (own.length > 0)
        this.error(errorOf(folder, own))
      return `export default ${JSON.stringify(contentOf(content, name))}`
    },

    configureServer(server) {
      server.watcher.add(folder)
    },

    hotUpdate({ file, modules }) {
      if (path.dirname(file) !== path.resolve(folder) || !file.endsWith('.yaml'))
        return undefined
      const wasBroken = broken
      broken = read().diagnostics.length > 0
      const { moduleGraph, hot } = this.environment
      const affected = Object.keys(fileOf)
        .map(name => moduleGraph.getModuleById(RESOLVED + name))
        .filter(module => module !== undefined)
      if (!broken && !wasBroken)
        return [...new Set([...modules, ...affected])]
      // A module that could not be loaded has nobody to hand an update to, so the page starts again.
      for (const module of affected)
        moduleGraph.invalidateModule(module)
      hot.send({ type: 'full-reload' })
      return []
    },
  }
}

function contentOf(content: Facts, name: string): unknown {
  if (name === 'timeline')
    return content.timeline.map(({ sources: _, ...shown }) => shown)
  if (name === 'sources')
    return Object.fromEntries(content.timeline.map(({ id, sources }) => [id, sources]))
  return content[name as keyof Facts]
}

/** All messages in one error, placed at the first. */
function errorOf(folder: string, diagnostics: FactDiagnostic[]) {
  const [first] = diagnostics
  const file = path.join(folder, path.basename(first?.file ?? ''))
  return {
    message: diagnostics.map(formatDiagnostic).join('\n'),
    id: file,
    loc: { file, line: first?.line ?? 1, column: first?.column ?? 1 },
  }
}
