import { join, relative } from 'node:path'
import { formatDiagnostic } from '../../engine/asl/index.ts'
import { listExercises, readExerciseFolder } from '../../engine/cli/exercise-folder.ts'

/**
 * What is wrong with the files of the workshop's exercises; what they teach is the tests' business.
 *
 * @param root the project's folder
 * @returns a message for each mistake, with file and line
 */
export async function checkExercises(root: string): Promise<string[]> {
  const folder = join(root, 'exercises')
  const read = await Promise.all(listExercises(folder).map(slug => readExerciseFolder(folder, slug)))
  return read.flatMap(({ diagnostics }) => diagnostics).map(diagnostic => formatDiagnostic({ ...diagnostic, ...(diagnostic.file === undefined ? {} : { file: relative(root, diagnostic.file) }) }))
}
