import { readFacts } from '../../facts/check.ts'
import { factsFolder, readFactFiles } from '../../scripts/vite/content/fact-files.ts'

/** The facts as they stand in the folder, with whatever is wrong with them. */
export const { facts, diagnostics } = readFacts(readFactFiles(factsFolder))
