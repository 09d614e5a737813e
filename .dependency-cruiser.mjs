// @ts-check
// Who may import whom: `npx depcruise engine components composables layouts` looks, and so does tests/scripts/arrows.test.ts. Types count.
// docs/architecture.md has the picture.

/** @typedef {import('dependency-cruiser').IForbiddenRuleType} Rule */

/** Each floor imports those before it, never those after it. `scripts`, which prepare the deck, may read from every floor. */
const FLOORS = ['engine/asl', 'engine/simulation', 'engine/take-home', 'engine/service', 'composables', 'components', 'layouts', 'pages']

/** What stands beside the floors, and the only folders of the deck that each one imports. @type {Record<string, string[]>} */
const BESIDE = {
  'engine/cli': ['engine/asl', 'engine/simulation', 'engine/take-home', 'engine/service', 'engine/server', 'engine/parity'],
  'engine/parity': ['engine/asl', 'engine/simulation'],
  'engine/server': ['engine/asl', 'engine/simulation', 'engine/service'],
  'viewer': ['engine/asl', 'engine/simulation', 'composables', 'components', 'styles'],
  'engine/library': ['engine/asl', 'engine/simulation', 'engine/service', 'engine/server'],
  'talk': [],
  'workshop': [],
  'facts': ['engine/asl', 'engine/simulation'],
}

/** The rooms of a floor, in the order in which they build on each other. */
const ROOMS = {
  'engine/asl': ['query', 'definition', 'api-models', 'format', 'diagram', 'role', 'templates', 'editing', 'execution', 'states', 'compile', 'test-state'],
  'engine/asl/definition': ['source', 'checks', 'advice'],
  'engine/service': ['model', 'account', 'machines', 'activities', 'executions', 'map-runs', 'tokens', 'tags', 'test-state', 'integration', 'clock', 'covering'],
  'engine/simulation': ['account', 'recording', 'mocks', 'cases', 'views', 'covering', 'run', 'play', 'grading', 'choosing', 'home', 'worker'],
}

/** @param {string} folder */
const within = (folder) => `^${folder}/`

/**
 * A rule for each folder of a list but the last: it imports none of those after it.
 * @param {string[]} folders
 * @param {string} comment
 * @returns {Rule[]}
 */
const upwards = (folders, comment) => folders.slice(0, -1).map((folder, index) => ({
  name: `${folder} imports nothing above it`,
  comment,
  severity: 'error',
  from: { path: within(folder) },
  to: { path: folders.slice(index + 1).map(within) },
}))

/** @type {Rule[]} */
const beside = Object.entries(BESIDE).map(([folder, allowed]) => ({
  name: `${folder} imports ${allowed.length === 0 ? 'nothing of the deck' : `${allowed.join(' and ')} only`}`,
  comment: 'It stands beside the floors.',
  severity: 'error',
  from: { path: within(folder) },
  to: { pathNot: [folder, ...allowed].map(within), dependencyTypes: ['local'] },
}))

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no circles',
      comment: 'A file that needs itself by a detour stands in the wrong room, or holds two ideas.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    ...upwards(FLOORS, 'Arrows between the floors point down.'),
    {
      name: 'the engine knows no deck',
      comment: 'It runs in a worker, in a terminal and in a test.',
      severity: 'error',
      from: { path: '^engine/' },
      to: { path: ['scripts', 'setup', 'talk', 'workshop', 'facts', 'snippets', 'tests'].map(within) },
    },
    { name: 'the engine knows no terminal', comment: 'Only the command does.', severity: 'error', from: { path: ['^engine/asl/', '^engine/simulation/', '^engine/take-home/', '^engine/service/'] }, to: { path: ['^engine/cli/', '^engine/library/', '^engine/server/'] } },
    ...beside,
    ...Object.entries(ROOMS).flatMap(([floor, rooms]) => upwards(rooms.map(room => `${floor}/${room}`), 'Rooms build on those before them.')),
  ],
  options: { tsPreCompilationDeps: true, doNotFollow: { path: '(^|/)node_modules/' } },
}

export { FLOORS, ROOMS }
