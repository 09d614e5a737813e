// @ts-check
import { join } from 'node:path'

/**
 * What Node is started with to lint: ESLint, which keeps what it found in unchanged files in .cache/ and takes a warning
 * for as much as an error. Files or folders, and more options, follow.
 * https://eslint.org/docs/latest/use/command-line-interface
 * @param {string} root
 */
export function eslint(root) {
  return [
    join(root, 'node_modules', 'eslint', 'bin', 'eslint.js'),
    '--cache', '--cache-strategy', 'content', '--cache-location', join(root, '.cache', 'eslint.json'), '--max-warnings', '0',
  ]
}
