import { keptBuild } from '../../scripts/deck/kept-build.ts'

/** 1 January 2026: the date that an export of the tests bears, in seconds since 1970. */
export const SOURCE_DATE_EPOCH = '1767225600'

/**
 * The deck as `npm run build` writes it, built once for each state of its sources: a second run of the tests finds it ready.
 *
 * @returns the folder of the built deck
 * @throws if the build fails; what it said has been shown
 */
export function builtDeck(root: string): Promise<string> {
  return keptBuild(root, { home: 'test-deck', env: { SOURCE_DATE_EPOCH }, say: () => process.stdout.write('Building the deck for the browser tests …\n') })
}
