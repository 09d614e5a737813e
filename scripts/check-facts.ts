import { fileURLToPath } from 'node:url'
import { factsFolder, readFactFiles } from './vite/content/fact-files.ts'
import { demoNames } from './deck/demo-names.ts'
import { formatDiagnostic, readFacts } from '../facts/check.ts'

/* Prints what is wrong in facts/, a line each, and exits with 1 if anything is. */

const { facts, diagnostics } = readFacts(readFactFiles(factsFolder), { demos: demoNames(fileURLToPath(new URL('..', import.meta.url))) })
for (const diagnostic of diagnostics)
  console.error(formatDiagnostic(diagnostic))
if (diagnostics.length > 0) {
  console.error(`${diagnostics.length} ${diagnostics.length === 1 ? 'mistake' : 'mistakes'} in facts/`)
  process.exitCode = 1
}
else {
  const counts = Object.entries(facts).map(([kind, entries]) => `${entries.length} ${kind}`)
  console.log(`facts/ is in order: ${counts.join(', ')}`)
}
