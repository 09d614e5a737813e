/** The `asl` command of the package that `npm run build:engine` makes: JavaScript already, so that nothing stands between Node and it. */

import process from 'node:process'
import { main } from './main.ts'

// A pattern's handlers.ts is TypeScript all the same. Node 22 and 23 announce on every start that type stripping is experimental.
if (Number(process.versions.node.split('.')[0]) < 24) process.removeAllListeners('warning')
process.exitCode = await main(process.argv.slice(2))
