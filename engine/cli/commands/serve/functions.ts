import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { functionFolder, type Functions, lambdaEndpoint } from '../../../server/index.ts'
import { CommandError } from '../../problems.ts'

/**
 * Who runs Lambda functions: the folders `functions` of what is served, then who is named.
 *
 * @param paths folders and files that are served
 * @param lambda an address, or a folder of functions
 * @throws CommandError for what is neither
 */
export function functionsOf(paths: readonly string[], lambda: string | undefined): Functions[] {
  const folders = paths.map(path => join(path, 'functions')).filter(isFolder)
  if (lambda === undefined || lambda === '') return folders.map(functionFolder)
  if (isFolder(lambda)) return [...folders, lambda].map(functionFolder)
  if (!/^https?:\/\/[^/]/.test(lambda) || !URL.canParse(lambda)) throw new CommandError(`--lambda is ${lambda}; it is an address such as http://127.0.0.1:3001, or a folder`)
  return [...folders.map(functionFolder), lambdaEndpoint(lambda)]
}

function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory()
}
