import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import ts from 'typescript'

/** A module of the project that a declaration names. */
const IMPORTED = /(\bfrom\s*|\bimport\s*(?:\(\s*)?)(['"])(\.{1,2}\/[^'"]*)\.ts\2/g

/**
 * Writes the declarations of files, and of all that they import, as they stand beside compiled code: with `.js` where the sources have `.ts`.
 *
 * @param root the project
 * @param files sources, relative to it
 * @param out where to write; a source's folder below `engine/` becomes its folder there
 * @throws Error for sources of which no declarations can be made
 */
export function writeDeclarations(root: string, files: readonly string[], out: string): void {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), file => ts.sys.readFile(file)) as { config: { compilerOptions: object } }
  const { options } = ts.convertCompilerOptionsFromJson({
    ...config.compilerOptions,
    types: ['node'],
    noEmit: false,
    declaration: true,
    emitDeclarationOnly: true,
    rootDir: join(root, 'engine'),
    outDir: out,
  }, root)
  const program = ts.createProgram(files.map(file => join(root, file)), options)
  const { diagnostics } = program.emit(undefined, (file, text) => {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text.replace(IMPORTED, '$1$2$3.js$2'))
  })
  // Whether the sources compile is said by `npm run check`; here it is asked what keeps declarations from being written.
  const problems = [...program.getOptionsDiagnostics(), ...program.getSyntacticDiagnostics(), ...diagnostics].filter(({ category }) => category === ts.DiagnosticCategory.Error)
  if (problems.length > 0) throw new Error(ts.formatDiagnostics(problems, { getCanonicalFileName: file => file, getCurrentDirectory: () => root, getNewLine: () => '\n' }))
}
