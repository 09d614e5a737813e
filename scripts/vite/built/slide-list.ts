import type { Plugin } from 'vite'
import { beside } from '../amend.ts'
import { refuseFormula } from '../slidev/lean.ts'

const DATA = /__slidev_(\d+)\.frontmatter$/
const LOADERS = /const (load\d+) = async \(\) => \{\s*try \{ return componentsCache\[(\d+)\] \?\?= await (import\([^)]*\)) \}\s*catch \(e\) \{ console\.error\('slide failed to load', e\); return SlideError \}\s*\}/g

/**
 * Makes the list of slides, which every reader loads before the first slide, as short as it can be: what all slides have alike
 * stands there once, titles too, and the presenter's notes go into `notes.json`, fetched when the presenter view or the notes page first asks for one.
 */
export function slideList(): Plugin {
  const notes: Record<string, string> = {}
  return {
    name: 'deck:slide-list',
    enforce: 'pre',
    apply: 'build',
    load(id) {
      if (id.endsWith('/@slidev/title-renderer'))
        return `export { default } from '${beside('client/slide-title.ts')}'`
    },
    transform(code, id) {
      if (id.endsWith('/@slidev/slides'))
        return { code: shortLoaders(code), map: null }
      const no = DATA.exec(id)?.[1]
      if (!no)
        return
      const lines = code.split('\n')
      const slide = json(lines, '    ...(', '),', id) as { title?: string, level?: number, images?: string[], noteHTML: string }
      const frontmatter = json(lines, 'export const frontmatterData = ', '', id)
      refuseFormula(slide.noteHTML, `the notes of slide ${no} (${id.replace(/__slidev.*/, '')})`)
      if (slide.noteHTML)
        notes[no] = slide.noteHTML
      const data = [Number(no), slide.title ?? '', slide.level ?? 1, slide.noteHTML ? 1 : 0, ...slide.images?.length ? [slide.images] : []]
      return {
        code: [
          '// @unocss-include',
          `import { reactive } from 'vue'`,
          `import { slideMeta } from '${beside('client/slide-meta.ts')}'`,
          `export const frontmatter = reactive(${JSON.stringify(frontmatter)})`,
          'export default frontmatter',
          `export const meta = slideMeta(frontmatter, ${data.map(value => JSON.stringify(value)).join(', ')})`,
        ].join('\n'),
        map: null,
      }
    },
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'notes.json', source: JSON.stringify(notes) })
    },
  }
}

/** The JSON that a line holds between its beginning and its end. */
function json(lines: string[], start: string, end: string, id: string): unknown {
  const line = lines.find(one => one.startsWith(`${start}{`) && one.endsWith(`}${end}`))
  if (!line)
    throw new Error(`${id} has no slide data as this version of Slidev writes it. Look at scripts/vite/built/slide-list.ts again.`)
  return JSON.parse(line.slice(start.length, line.length - end.length))
}

function shortLoaders(code: string): string {
  const short = code.replace(LOADERS, 'const $1 = loader($2, () => $3)')
  if (/const load\d+ = async/.test(short) || short === code)
    throw new Error('The list of slides does not read as this version of Slidev writes it. Look at scripts/vite/built/slide-list.ts again.')
  return short.replace('const getAsyncComponent =', `const loader = (idx, load) => async () => {
  try { return componentsCache[idx] ??= await load() }
  catch (e) { console.error('slide failed to load', e); return SlideError }
}
const getAsyncComponent =`)
}
