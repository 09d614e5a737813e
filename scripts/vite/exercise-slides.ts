import type { Plugin } from 'vite'
import type { ExerciseSlide } from '../deck/exercise-slide.ts'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { listExercises } from '../../engine/cli/exercise-folder.ts'
import { qrCode } from '../../components/qr/draw-qr.ts'
import { siteAddress } from './site.ts'
import { watchFolder } from './watch-folder.ts'

const ID = 'virtual:exercise-slides'

/**
 * `import { slides } from 'virtual:exercise-slides'`: what the slides of exercises show, and for each the QR code of its address in the lab,
 * where the deck's address is known.
 *
 * @param root the project's folder
 */
export function exerciseSlides(root: string): Plugin {
  return {
    name: 'exercise-slides',
    resolveId: id => id === ID ? `\0${ID}` : undefined,
    async load(id) {
      if (id !== `\0${ID}`)
        return
      const folder = join(root, 'exercises')
      const site = siteAddress()?.href
      // Vite has bundled this file, and the engine with it; an exercise's handlers import the engine itself. What runs them has to be of the same piece.
      const { exerciseSlide } = await import(pathToFileURL(join(root, 'scripts/deck/exercise-slide.ts')).href) as { exerciseSlide: (root: string, slug: string) => Promise<ExerciseSlide> }
      const slides = []
      for (const slug of listExercises(folder)) {
        watchFolder(this, join(folder, slug))
        const qr = site === undefined ? undefined : qrCode(`${site}#/lab/${slug}`)
        slides.push([slug, { ...await exerciseSlide(root, slug), ...(qr ? { qr } : {}) }] as const)
      }
      return `export const slides = ${JSON.stringify(Object.fromEntries(slides))}`
    },
  }
}
