import type { Plugin } from 'vite'
import type { Choosing } from '../../../engine/simulation/choosing/choosing-types.ts'
import type { Exercise, ExerciseData } from '../../../engine/simulation/grading/exercise.ts'
import { join, resolve } from 'node:path'
import { formatDiagnostic } from '../../../engine/asl/index.ts'
import { listExercises, readExerciseFolder } from '../../../engine/cli/exercise-folder.ts'
import { buildChoosing } from '../../../engine/simulation/choosing/build-choosing.ts'
import { watchFolder } from './watch-folder.ts'

/** What the lab's map says of an exercise. */
export interface ExerciseSummary extends Pick<Exercise, 'slug' | 'title' | 'level' | 'minutes'> {}

/** What a chapter's last slide says of one. */
export interface ExerciseLink extends Pick<Exercise, 'slug' | 'title' | 'pattern'> {}

/** All that a page needs of one; what handlers.ts has comes with the worker. */
export interface ExerciseModule {
  exercise: ExerciseData
}

/** The same exercise as lines to choose. */
export interface ChoosingModule {
  choosing: Choosing
}

const INDEX = 'virtual:exercises'
const LINKS = 'virtual:exercise-links'
const MODULE = 'virtual:exercise/'
const CHOOSING = 'virtual:choosing'

/**
 * Makes the folders of exercises/ into modules: `virtual:exercises` with a summary of each, `virtual:exercise-links`
 * with next to nothing, for slides, `virtual:exercise/<slug>`, and `virtual:choosing/<slug>` for whoever chooses lines. One that is not
 * in order fails the build, and the dev server says why by file and line.
 *
 * @param root the project's folder
 */
export function exercises(root: string): Plugin {
  const folder = resolve(root, 'exercises')
  const read = async (slug: string): Promise<{ exercise: ExerciseData, choosing: Choosing }> => {
    const { exercise, wrong, diagnostics } = await readExerciseFolder(folder, slug)
    if (!exercise)
      throw new Error(diagnostics.map(formatDiagnostic).join('\n'))
    const { setUp: _handlers, named: _machines, startsWith: _held, equivalent: _mutants, ...data } = exercise
    return { exercise: data, choosing: buildChoosing(exercise, wrong.map(({ text }) => text)) }
  }
  // The index and each module ask for the same folders; in a build nothing changes in between.
  const known = new Map<string, ReturnType<typeof read>>()
  let building = false
  const get = (slug: string) => {
    const found = (building ? known.get(slug) : undefined) ?? read(slug)
    known.set(slug, found)
    return found
  }
  return {
    name: 'exercises',
    configResolved(config) {
      building = config.command === 'build'
    },
    resolveId(id) {
      return id === INDEX || id === LINKS || id.startsWith(MODULE) || id.startsWith(CHOOSING) ? `\0${id}` : undefined
    },
    async load(id) {
      if (id === `\0${INDEX}`) {
        const slugs = listExercises(folder)
        const summaries = await Promise.all(slugs.map(get))
        slugs.forEach(slug => watchFolder(this, join(folder, slug)))
        return [
          `export const exercises = ${JSON.stringify(summaries.map(({ exercise: { slug, title, level, minutes } }): ExerciseSummary => ({ slug, title, level, minutes })))}`,
          `export const loadExercise = {${slugs.map(slug => `${JSON.stringify(slug)}: () => import(${JSON.stringify(MODULE + slug)})`).join(',')}}`,
        ].join('\n')
      }
      if (id === `\0${LINKS}`) {
        const all = await Promise.all(listExercises(folder).map(get))
        return `export const links = ${JSON.stringify(all.map(({ exercise: { slug, title, pattern } }): ExerciseLink => ({ slug, title, ...(pattern === undefined ? {} : { pattern }) })))}`
      }
      if (id.startsWith(`\0${MODULE}`)) {
        const slug = id.slice(MODULE.length + 1)
        watchFolder(this, join(folder, slug))
        return `export const exercise = ${JSON.stringify((await get(slug)).exercise)}`
      }
      if (id === `\0${CHOOSING}`)
        return `export const loadChoosing = {${listExercises(folder).map(slug => `${JSON.stringify(slug)}: () => import(${JSON.stringify(`${CHOOSING}/${slug}`)})`).join(',')}}`
      if (id.startsWith(`\0${CHOOSING}/`)) {
        const slug = id.slice(CHOOSING.length + 2)
        watchFolder(this, join(folder, slug))
        watchFolder(this, join(folder, slug, 'wrong'))
        return `export const choosing = ${JSON.stringify((await get(slug)).choosing)}`
      }
    },
  }
}
