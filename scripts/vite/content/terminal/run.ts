import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { pathToFileURL } from 'node:url'
import type { AslServe } from '../../../../snippets/test-it/asl-serve.ts'
import type { Asked, TerminalRun } from './asked.ts'

/** What a command asks of the project beside the snippets. */
const LINKED = ['engine', 'node_modules', 'package.json']

/**
 * Runs a command in a folder of its own that has a copy of the snippets.
 *
 * @param root the project's folder
 * @throws Error when the text to be changed is not there, or nothing is left of what is to be shown
 */
export async function runAsked(root: string, { command, change, beside, cut, only, shows }: Omit<Asked, 'exit'>): Promise<TerminalRun> {
  const place = mkdtempSync(join(tmpdir(), 'terminal-'))
  try {
    cpSync(join(root, 'snippets'), join(place, 'snippets'), { recursive: true })
    for (const name of LINKED) symlinkSync(join(root, name), join(place, name), 'junction')
    const changed = change && applyChange(place, change)
    const server = beside === undefined ? undefined : await serveBeside(root, wordsOf(beside).slice(2).map(word => word.replace(/^snippets\//, `${place}/snippets/`)))
    try {
      const words = wordsOf(command).map(word => word.replace('$ENDPOINT', server?.endpoint ?? '$ENDPOINT'))
      const { said, exit } = await run(root, place, words)
      const { lines, left } = linesOf(cut === undefined ? said : said.replaceAll(new RegExp(cut, 'gm'), ''), only)
      return {
        command,
        lines,
        exit,
        ...(left === 0 ? {} : { left }),
        ...(changed ? { change: changed } : {}),
        ...(beside === undefined ? {} : { beside }),
        ...(shows && exit === 0 ? { file: { name: shows.file, ...linesOf(readFileSync(join(place, shows.file), 'utf8'), shows.only) } } : {}),
      }
    }
    finally {
      await server?.close()
    }
  }
  finally {
    rmSync(place, { recursive: true, force: true })
  }
}

/** The server of the snippet's own test. A project without that snippet has no such command, and must not miss it. */
async function serveBeside(root: string, args: string[]): Promise<AslServe> {
  const { aslServe } = await import(pathToFileURL(join(root, 'snippets/test-it/asl-serve.ts')).href) as { aslServe: (...args: string[]) => Promise<AslServe> }
  return aslServe(...args)
}

/** Lines of a text, and how many others it has that say something. */
function linesOf(text: string, only?: string): { lines: string[], left: number } {
  const all = text.trimEnd().split('\n')
  if (only === undefined)
    return { lines: all, left: 0 }
  const lines = all.filter(line => new RegExp(only).test(line))
  if (lines.length === 0)
    throw new Error(`no line is like ${only}:\n${text}`)
  return { lines, left: all.filter(line => line.trim() !== '').length - lines.length }
}

/** Words in quotes are one. */
function wordsOf(command: string): string[] {
  return command.match(/'[^']*'|\S+/g)!.map(word => word.replace(/^'|'$/g, ''))
}

function applyChange(place: string, { file, from, to }: NonNullable<Asked['change']>): NonNullable<TerminalRun['change']> {
  const path = join(place, 'snippets', file)
  const text = readFileSync(path, 'utf8')
  const lines = text.split('\n')
  const at = lines.findIndex(line => line.includes(from))
  if (at < 0)
    throw new Error(`snippets/${file} has no ${from} to change`)
  const is = lines[at]!.replace(from, to)
  writeFileSync(path, lines.with(at, is).join('\n'))
  return { file: `snippets/${file}`, was: lines[at]!, is }
}

function run(root: string, cwd: string, [program, ...args]: string[]): Promise<{ said: string, exit: number }> {
  // A wish for colours, or for Node to be talkative, is for the terminal of whoever builds the deck.
  const env = { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined, NODE_OPTIONS: undefined }
  const own = program === 'asl' ? [join(root, 'engine/cli/asl.mjs'), ...args] : args
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, own, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
    // Two pipes: which of them is read first is chance, so that what a terminal would mix stands one after the other.
    let [out, err] = ['', '']
    child.stdout.on('data', chunk => out += chunk)
    child.stderr.on('data', chunk => err += chunk)
    child.once('error', failed)
    child.once('close', code => done({ said: out + err, exit: code ?? -1 }))
  })
}
