import type { Plugin } from 'vite'
import type { ExerciseSlide } from '../../deck/exercise-slide.ts'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { listExercises } from '../../../engine/cli/exercise-folder.ts'
import type { Qr } from '../../../components/qr/draw-qr.ts'
import { qrCode } from '../../../components/qr/draw-qr.ts'
import { onceABuild } from './once-a-build.ts'
import { siteAddress } from '../built/site.ts'
import { watchFolder } from './watch-folder.ts'

const ID = 'virtual:exercise-slides'

/**
 * `import { slides } from 'virtual:exercise-slides'`: what the slides of exercises show, and for each the QR code of its address in the lab,
 * where the deck's address is known.
 *
 * @param root the project's folder
 */
export function exerciseSlides(root: string): Plugin {
  let isBuild = false
  return {
    name: 'exercise-slides',
    configResolved: ({ command }) => void (isBuild = command === 'build'),
    resolveId: id => id === ID ? `\0${ID}` : undefined,
    async load(id) {
      if (id !== `\0${ID}`)
        return
      for (const slug of listExercises(join(root, 'exercises')))
        watchFolder(this, join(root, 'exercises', slug))
      return `export const slides = ${JSON.stringify(await slides(root, isBuild))}`
    },
  }
}

const slides = onceABuild(async (root) => {
  const site = siteAddress()?.href
  // Vite has bundled this file, and the engine with it; an exercise's handlers import the engine itself. What runs them has to be of the same piece.
  const { exerciseSlide } = await import(pathToFileURL(join(root, 'scripts/deck/exercise-slide.ts')).href) as { exerciseSlide: (root: string, slug: string) => Promise<ExerciseSlide> }
  const made: Record<string, ExerciseSlide & { qr?: Qr }> = {}
  for (const slug of listExercises(join(root, 'exercises')))
    made[slug] = { ...await exerciseSlide(root, slug), ...(site === undefined ? {} : { qr: qrCode(`${site}#/lab/${slug}`) }) }
  return made
})
