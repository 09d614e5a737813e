import type { Plugin, Rolldown } from 'vite'
import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import { beside } from '../amend.ts'
import { bundled } from './bundled.ts'

const MODULE = beside('../../components/reading/alive/bring-to-life.ts')

/**
 * Writes the one script of the pages of read/, `assets/alive-….js`. It is made by itself, so that it brings nothing along: what it fetches
 * when a figure comes near is built with the deck, and is the deck's, but for what the deck's first slide waits for.
 */
export function alive(): Plugin {
  return {
    name: 'deck:alive',
    apply: 'build',
    buildStart() {
      this.emitFile({ type: 'chunk', id: MODULE, name: 'bring-to-life', preserveSignature: 'strict' })
    },
    async generateBundle(_, bundle) {
      const chunks = Object.values(bundle).filter(file => file.type === 'chunk')
      const module = chunks.find(({ facadeModuleId }) => facadeModuleId === MODULE)
      const first = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith('.html'))
      if (!module || !first)
        throw new Error('The built deck has no first file, or none that brings figures to life. Look at scripts/vite/built/alive.ts again.')
      const shared = neededOf(MODULE, new Set(first.moduleIds), id => this.getModuleInfo(id))
      if (shared.length > 0) {
        throw new Error(`The figures of read/ would fetch the whole first file of the deck for these, which belong into the file “base” of `
          + `vite.config.ts:\n${shared.join('\n')}`)
      }
      const script = (await bundled('../../components/reading/alive.ts')).replace('__BRING_TO_LIFE__', `./${basename(module.fileName)}`)
      const hash = createHash('sha256').update(script).digest('base64url').slice(0, 8)
      this.emitFile({ type: 'asset', fileName: `assets/alive-${hash}.js`, source: script })
    },
  }
}

/** Which of some modules a module needs in the end, whenever that is, with the one that asks for it. */
function neededOf(start: string, some: ReadonlySet<string>, infoOf: (id: string) => Rolldown.ModuleInfo | null): string[] {
  const seen = new Set<string>()
  const found: string[] = []
  const visit = (id: string, from: string) => {
    if (seen.has(id))
      return
    seen.add(id)
    if (some.has(id)) {
      found.push(`${id} for ${from}`)
      return
    }
    const info = infoOf(id)
    for (const next of [...info?.importedIds ?? [], ...info?.dynamicallyImportedIds ?? []])
      visit(next, id)
  }
  visit(start, start)
  return found
}
