import { looksLikeJson } from '../../asl/editing/scan.ts'
import { writtenAs } from '../../asl/format/written-as.ts'
import type { Json } from '../../asl/index.ts'
import type { MockFile } from '../mocks/mock-file.ts'
import { OWN_INPUT, readme } from './readme.ts'
import type { HomeFile, HomeMachine, Taken } from './taken.ts'

const YAML = '.asl.yaml'

/**
 * Makes files of a machine, for work without the lab: as YAML and as JSON, a mock file in Step Functions Local's format, the inputs of the cases,
 * the folder it came from, what deploys it, and a README with the commands. Page and terminal give the same.
 *
 * @param taken the machine, and what it came from
 * @returns the files, each in a folder called like the exercise or the pattern
 */
export function takeHome(taken: Taken): HomeFile[] {
  const { from, slug, stem, text, folder, cases, own, aws } = taken
  const home = from === 'pattern' ? `snippets/${slug}/` : ''
  const files = new Map<string, string>(Object.entries(folder).map(([path, content]) => [`${from === 'pattern' ? 'snippets' : 'exercises'}/${slug}/${path}`, content]))
  const others = from === 'pattern' ? Object.keys(folder).filter((path) => isMachine(path) && path !== stem + YAML) : []
  const machines = [
    addMachine(files, { stem, name: from === 'pattern' ? stem : 'mine', home, text }),
    ...others.map((path) => addMachine(files, { stem: path.slice(0, -YAML.length), name: path.slice(0, -YAML.length), home, text: folder[path]! })),
  ]
  files.set('MockConfigFile.json', jsonOf(withOwn(taken)))
  for (const { name, input } of cases) files.set(`inputs/${name}.json`, jsonOf(input))
  if (own) files.set(OWN_INPUT, jsonOf(own.input))
  if (aws && 'files' in aws) for (const { path, text: content } of aws.files) files.set(`aws/${path}`, content)
  files.set('README.md', readme(taken, machines))
  return [...files].map(([path, content]) => ({ path: `${slug}/${path}`, text: content })).sort((a, b) => (a.path < b.path ? -1 : 1))
}

/** What is deployed of it: the machine, the texts of the others by their stems, and the command that plays their cases where it was unpacked. */
export function editedOf({ from, slug, stem, text, folder }: Taken): { slug: string, stem: string, text: string, texts: Record<string, string>, check: string } {
  const machines = from === 'pattern' ? Object.entries(folder).filter(([path]) => isMachine(path)) : []
  return {
    slug,
    stem,
    text,
    texts: Object.fromEntries(machines.map(([path, content]) => [path.slice(0, -YAML.length), content])),
    check: from === 'pattern' ? `asl test ${slug}` : `asl lab check ${slug} ../mine${YAML}`,
  }
}

/** A path of one of the pattern's own machines. */
function isMachine(path: string): boolean {
  return /^[^/]*\.asl\.yaml$/.test(path)
}

/** Adds a machine in both languages, as far as it can be read. What can't be does not take the place of a file that can. */
function addMachine(files: Map<string, string>, { stem, name, home, text }: { stem: string, name: string, home: string, text: string }): HomeMachine {
  const isJson = looksLikeJson(text)
  const yaml = attempt(() => writtenAs('YAML', text).text)
  const json = attempt(() => writtenAs('JSON', text).text)
  if (yaml.text === undefined) {
    const definition = `${name}.asl.${isJson ? 'json' : 'yaml'}`
    files.set(definition, text)
    return { stem, definition, problem: json.problem! }
  }
  const definition = home + name + YAML
  files.set(definition, isJson ? yaml.text : text)
  if (json.text === undefined) return { stem, definition, problem: json.problem! }
  files.set(`${name}.asl.json`, isJson ? text : json.text)
  return { stem, definition, json: `${name}.asl.json` }
}

function attempt(write: () => string): { text?: string, problem?: string } {
  try {
    return { text: write() }
  } catch (error) {
    return { problem: (error as Error).message }
  }
}

function withOwn({ mocks, own }: Taken): MockFile {
  if (!own) return mocks
  const machines = { ...mocks.StateMachines }
  for (const [name, { TestCases }] of Object.entries(own.mocks.StateMachines)) machines[name] = { TestCases: { ...machines[name]?.TestCases, ...TestCases } }
  return { StateMachines: machines, MockedResponses: { ...mocks.MockedResponses, ...own.mocks.MockedResponses } }
}

function jsonOf(value: Json | MockFile): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
