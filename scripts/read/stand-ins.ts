import type { Plugin } from 'vite'
import { join } from 'node:path'

/** What is another thing on a page than on a slide, by file: frames of fixed size, and whatever waits to be clicked. */
const STAND_INS: [real: RegExp, standIn: string][] = [
  [/^@slidev\/client$|\/@slidev\/client\/index\.ts$/, 'components/reading/client.ts'],
  [/\/builtin\/Link(?:\.vue)?$/, 'components/reading/ReadLink.vue'],
  [/\/layouts\/chapter\.vue$/, 'components/reading/ReadChapter.vue'],
  [/\/layouts\/cover\.vue$/, 'components/reading/ReadCover.vue'],
  [/\/layouts\/history\.vue$/, 'components/reading/ReadHistory.vue'],
  [/\/SlideSheet\.vue$/, 'components/reading/ReadSheet.vue'],
  [/\/SlideAddress\.vue$/, 'components/reading/nothing.ts'],
  [/\/LiveWorkflow\.vue$/, 'components/reading/ReadWorkflow.vue'],
  [/\/LiveWorld\.vue$/, 'components/reading/ReadWorld.vue'],
  [/\/LiveDiagram\.vue$/, 'components/reading/ReadDiagram.vue'],
  [/\/LiveCode\.vue$/, 'components/reading/ReadLines.vue'],
  [/\/ExecutionLogs\.vue$/, 'components/reading/ReadLogs.vue'],
  [/\/EditedDefinition\.vue$/, 'components/reading/ReadEdits.vue'],
  [/\/FileActions\.vue$/, 'components/reading/nothing.ts'],
]

/**
 * Puts a component's twin for reading in its place.
 *
 * @param root the project's folder
 */
export function standIns(root: string): Plugin {
  return {
    name: 'read:stand-ins',
    enforce: 'pre',
    resolveId(id, importer) {
      const [, standIn] = STAND_INS.find(([real]) => real.test(id)) ?? []
      return standIn && !importer?.includes('/components/reading/') ? join(root, standIn) : undefined
    },
  }
}
