import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Functions } from './outcome.ts'
import { pythonFunction } from './python.ts'
import type { Running } from './running.ts'
import { workerFunction } from './worker.ts'

/** Endings of files, the first that is there; each with who runs it. */
const RUNNERS: readonly [ending: string, run: (file: string) => Running][] = [['.ts', workerFunction], ['.mjs', workerFunction], ['.js', workerFunction], ['.py', pythonFunction]]

/** A name of Lambda's; nothing else is looked for in a folder. https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html */
const NAME = /^[\w-]{1,64}$/

/**
 * Functions of a folder, a file each: `charge.mjs` is `charge`. JavaScript and TypeScript run in a worker (`handler`, or what is exported by default), Python in a
 * process (`lambda_handler`, or `handler`). A file that has changed is run anew.
 *
 * @param folder where they are
 */
export function functionFolder(folder: string): Functions {
  const running = new Map<string, { changed: number, run: Running }>()
  let requests = 0

  const find = (name: string): [file: string, run: (file: string) => Running] | undefined => {
    if (!NAME.test(name)) return undefined
    const found = RUNNERS.map(([ending, run]): [string, typeof run] => [join(folder, `${name}${ending}`), run])
    return found.find(([file]) => existsSync(file))
  }

  async function current(file: string, run: (file: string) => Running): Promise<Running> {
    const changed = statSync(file).mtimeMs
    const existing = running.get(file)
    if (existing?.changed === changed) return existing.run
    const started = { changed, run: run(file) }
    running.set(file, started)
    await existing?.run.end()
    return started.run
  }

  return {
    by: name => find(name)?.[0] ?? folder,
    has: name => find(name) !== undefined,
    async invoke(functionName, payload) {
      const found = find(functionName)
      if (!found) return { refused: 'ResourceNotFoundException', message: `Function not found: ${functionName}` }
      const one = await current(...found)
      return one.invoke(JSON.stringify(payload), { functionName, awsRequestId: `local-${++requests}` })
    },
    close: async () => void await Promise.all([...running.values()].map(({ run }) => run.end())),
  }
}
