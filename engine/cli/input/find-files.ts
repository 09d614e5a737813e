import { existsSync, globSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parseDefinition, withoutByteOrderMark, type Diagnostic } from '../../asl/index.ts'
import { CommandError } from '../problems.ts'
import { reasonOf } from '../reasons.ts'
import { isFolder } from './read-definition.ts'
import { isCloudAssembly } from './templates/cloud-assembly.ts'
import { recogniseTemplate } from './templates/recognise.ts'

/** The files that arguments stand for. */
export interface FoundFiles {
  files: string[]
  /** What lies in a folder and has a machine in it without being a definition. */
  templates: Diagnostic[]
  /** Arguments that stand for no file, a sentence each. */
  missing: string[]
}

/**
 * The definitions that files, folders and globs name. A file that is named is taken whatever it holds; of a folder those that are
 * definitions, by their names (`*.asl.json`, `*.asl.yaml`) or by what they hold: StartAt and States. Packages, hidden folders and what `cdk synth`
 * writes are left out.
 *
 * @param args what was typed; `-` is standard input
 * @param options.assemblies whether a folder that `cdk synth` has written is one thing to read, and not looked through
 */
export function findFiles(args: readonly string[], { assemblies = false }: { assemblies?: boolean } = {}): FoundFiles {
  const found: FoundFiles = { files: [], templates: [], missing: [] }
  for (const arg of args) {
    if (arg === '-' || arg === '' || (assemblies && isCloudAssembly(arg))) found.files.push(arg)
    else if (isFolder(arg)) lookThrough(arg, found)
    else if (!existsSync(arg) && /[*?[{]/.test(arg)) expand(arg, found)
    else found.files.push(arg)
  }
  found.files = [...new Set(found.files)]
  return found
}

function expand(pattern: string, found: FoundFiles): void {
  const files = globSync(pattern, { exclude: (name) => name === 'node_modules' }).filter((file) => !isFolder(file)).sort()
  if (files.length === 0) found.missing.push(`no file matches ${pattern}`)
  found.files.push(...files)
}

const LEFT_OUT = new Set(['node_modules', 'cdk.out'])

function lookThrough(folder: string, found: FoundFiles): void {
  const before = found.files.length + found.templates.length
  for (const file of candidates(folder)) {
    if (/\.asl\.(?:json|ya?ml)$/i.test(file)) found.files.push(file)
    else look(file, found)
  }
  if (found.files.length + found.templates.length === before) found.missing.push(`${folder} holds no definition: no *.asl.json or *.asl.yaml, and no other JSON or YAML file with StartAt and States`)
}

function candidates(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1)).flatMap((entry) => {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) return LEFT_OUT.has(entry.name) || entry.name.startsWith('.') ? [] : candidates(path)
      return /\.(?:json|ya?ml)$/i.test(entry.name) ? [path] : []
    })
  } catch (error) {
    throw new CommandError(`${folder} can not be read: ${reasonOf(error)}`)
  }
}

/** Longer texts are no definition, and no template: CloudFormation takes 1 MB at most. */
const MAX_BYTES = 4 * 2 ** 20

/** Most files of a folder are something else, which a look at the text tells without reading it as JSON. */
function look(file: string, found: FoundFiles): void {
  const text = textOf(file, found)
  const maybe = /["']?StartAt["']?\s*:/.test(text)
  if (!maybe && !/AWS::(?:Serverless|StepFunctions)::StateMachine|^stepFunctions:/m.test(text)) return
  const parsed = parseDefinition(text, { file })
  const template = recogniseTemplate(parsed, file)
  if (template !== undefined) found.templates.push(template)
  else if (parsed.definition?.StartAt !== undefined && parsed.definition.States !== undefined) found.files.push(file)
}

function textOf(file: string, found: FoundFiles): string {
  try {
    return statSync(file).size > MAX_BYTES ? '' : withoutByteOrderMark(readFileSync(file, 'utf8'))
  } catch (error) {
    found.missing.push(`${file} can not be read: ${reasonOf(error)}`)
    return ''
  }
}
