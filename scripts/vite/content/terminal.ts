import type { Plugin } from 'vite'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { Asked, TerminalRun } from './terminal/asked.ts'
import { onceABuild } from './once-a-build.ts'
import { runAsked } from './terminal/run.ts'

const ID = 'virtual:terminal'
const LIST = 'test-it/commands.yaml'

type Runs = Record<string, TerminalRun>

const runs = onceABuild(root => runAll(root, askedIn(join(root, 'snippets', LIST))))

/**
 * `import { runs } from 'virtual:terminal'`: what the commands of snippets/test-it/commands.yaml write. They run when the deck
 * is built, so that a slide never shows what the command no longer says.
 *
 * @param root the project's folder
 */
export function terminal(root: string): Plugin {
  let isBuild = false
  return {
    name: 'deck:terminal',
    configResolved: ({ command }) => void (isBuild = command === 'build'),
    resolveId: id => id === ID ? `\0${ID}` : undefined,
    async load(id) {
      if (id !== `\0${ID}`)
        return
      const list = join(root, 'snippets', LIST)
      if (existsSync(list))
        this.addWatchFile(list)
      for (const { command, beside = '' } of Object.values(askedIn(list))) {
        for (const file of filesOf(root, `${command} ${beside}`))
          this.addWatchFile(file)
      }
      return `export const runs = ${JSON.stringify(await runs(root, isBuild))}`
    },
  }
}

function askedIn(list: string): Record<string, Asked> {
  return existsSync(list) ? parse(readFileSync(list, 'utf8')) as Record<string, Asked> : {}
}

async function runAll(root: string, asked: Record<string, Asked>): Promise<Runs> {
  return Object.fromEntries(await Promise.all(Object.entries(asked).map(async ([name, item]): Promise<[string, TerminalRun]> => {
    const run = await runAsked(root, item).catch((error: Error) => {
      throw new Error(`snippets/${LIST}: ${name}: ${error.message}`, { cause: error })
    })
    if (run.exit !== item.exit)
      throw new Error(`snippets/${LIST}: ${name} ended with ${run.exit} instead of ${item.exit}. It wrote:\n${run.lines.join('\n')}`)
    return [name, run]
  })))
}

/** The files of the patterns that a command names. */
function filesOf(root: string, command: string): string[] {
  return readdirSync(join(root, 'snippets'), { withFileTypes: true })
    .filter(entry => entry.isDirectory() && command.split(/[\s/]+/).includes(entry.name))
    .flatMap(({ name }) => readdirSync(join(root, 'snippets', name), { withFileTypes: true }))
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
}
