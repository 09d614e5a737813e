import type { Plugin } from 'vite'
import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { parse } from 'yaml'

/** A command as it ran when the deck was built. */
export interface TerminalRun {
  command: string
  /** What it wrote, line by line. */
  lines: string[]
  exit: number
  /** The line of a file that was changed before: as it was, and as it then is. */
  change?: { file: string, was: string, is: string }
}

/** A command as commands.yaml asks for it. */
interface Asked {
  command: string
  exit: number
  change?: { file: string, from: string, to: string }
}

const ID = 'virtual:terminal'
const LIST = 'test-it/commands.yaml'

/**
 * `import { runs } from 'virtual:terminal'`: what the commands of snippets/test-it/commands.yaml write. They run when the deck
 * is built, so that a slide never shows what the command no longer says.
 *
 * @param root the project's folder
 */
export function terminal(root: string): Plugin {
  return {
    name: 'deck:terminal',
    resolveId: id => id === ID ? `\0${ID}` : undefined,
    async load(id) {
      if (id !== `\0${ID}`)
        return
      const list = join(root, 'snippets', LIST)
      const asked = existsSync(list) ? parse(readFileSync(list, 'utf8')) as Record<string, Asked> : {}
      if (existsSync(list))
        this.addWatchFile(list)
      const runs = await Promise.all(Object.entries(asked).map(async ([name, item]): Promise<[string, TerminalRun]> => {
        for (const file of filesOf(root, item.command))
          this.addWatchFile(file)
        const run = await runAsked(root, item)
        if (run.exit !== item.exit)
          this.error(`snippets/${LIST}: ${name} ended with ${run.exit} instead of ${item.exit}. It wrote:\n${run.lines.join('\n')}`)
        return [name, run]
      }))
      return `export const runs = ${JSON.stringify(Object.fromEntries(runs))}`
    },
  }
}

/** The files of the patterns that a command names. */
function filesOf(root: string, command: string): string[] {
  return readdirSync(join(root, 'snippets'), { withFileTypes: true })
    .filter(entry => entry.isDirectory() && command.split(/[\s/]+/).includes(entry.name))
    .flatMap(({ name }) => readdirSync(join(root, 'snippets', name), { withFileTypes: true }))
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
}

/**
 * Runs a command in a folder of its own that has a copy of the snippets.
 *
 * @throws Error when the text to be changed is not there
 */
export async function runAsked(root: string, { command, change }: Omit<Asked, 'exit'>): Promise<TerminalRun> {
  const place = mkdtempSync(join(tmpdir(), 'terminal-'))
  try {
    cpSync(join(root, 'snippets'), join(place, 'snippets'), { recursive: true })
    const changed = change && applyChange(place, change)
    const [, ...args] = command.match(/'[^']*'|\S+/g)!.map(word => word.replace(/^'|'$/g, ''))
    return { command, ...await runAsl(root, place, args), ...(changed ? { change: changed } : {}) }
  }
  finally {
    rmSync(place, { recursive: true, force: true })
  }
}

function applyChange(place: string, { file, from, to }: NonNullable<Asked['change']>): NonNullable<TerminalRun['change']> {
  const path = join(place, 'snippets', file)
  const text = readFileSync(path, 'utf8')
  const lines = text.split('\n')
  const at = lines.findIndex(line => line.includes(from))
  if (at < 0)
    throw new Error(`snippets/${LIST}: snippets/${file} has no ${from} to change`)
  const is = lines[at]!.replace(from, to)
  writeFileSync(path, lines.with(at, is).join('\n'))
  return { file: `snippets/${file}`, was: lines[at]!, is }
}

function runAsl(root: string, cwd: string, args: string[]): Promise<{ lines: string[], exit: number }> {
  // A wish for colours, or for Node to be talkative, is for the terminal of whoever builds the deck.
  const env = { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined, NODE_OPTIONS: undefined }
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, [join(root, 'engine/cli/asl.mjs'), ...args], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    child.stdout.on('data', chunk => said += chunk)
    child.stderr.on('data', chunk => said += chunk)
    child.once('error', failed)
    child.once('close', code => done({ lines: said.trimEnd().split('\n'), exit: code ?? -1 }))
  })
}
