/** Where the page is: beside the bundled command, or built from the sources when it is first asked for. */

import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { PageSource } from '../../../server/index.ts'

const HERE = fileURLToPath(import.meta.url)

/** In the package that is published, the built page lies beside the command. */
const PACKED = fileURLToPath(new URL('viewer/', import.meta.url))

/** In the repository, a script builds it. */
const BUILDER = fileURLToPath(new URL('../../../../scripts/viewer.mjs', import.meta.url))

/**
 * The page, as far as it is there. In the repository the first who asks begins to build it, which takes some seconds; a page that is
 * built already is found at once.
 *
 * @param say told, in a line, that it is being built, and what went wrong
 */
export function pageSource(say: (line: string) => void): PageSource {
  if (existsSync(`${PACKED}index.html`)) return () => ({ folder: PACKED })
  // Only the sources have a script of ours there: above a package lies somebody else's project.
  if (!/engine[/\\]cli[/\\]commands[/\\]serve[/\\]page\.ts$/.test(HERE) || !existsSync(BUILDER)) return () => ({ says: 'This package has no page.', again: false })
  let found: ReturnType<PageSource> | undefined
  return () => {
    if (!found) {
      found = { says: 'The page is being built, which takes some seconds …', again: true }
      void build(say).then(page => found = page)
    }
    return found
  }
}

function build(say: (line: string) => void): Promise<ReturnType<PageSource>> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [BUILDER], { stdio: ['ignore', 'pipe', 'pipe'] })
    let folder = ''
    let said = ''
    child.stdout.on('data', (chunk: Buffer) => folder += chunk.toString())
    child.stderr.on('data', (chunk: Buffer) => said += chunk.toString())
    child.once('error', error => resolve(failed(error.message)))
    child.once('close', code => resolve(code === 0 ? { folder: folder.trim() } : failed(said.trim())))
  })

  function failed(reason: string): ReturnType<PageSource> {
    const says = `The page could not be built: ${reason}\n\nThis says so again: node scripts/viewer.mjs`
    say(says)
    return { says, again: false }
  }
}
