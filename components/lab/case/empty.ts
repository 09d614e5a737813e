import type { Case, CaseFile } from '../../../engine/simulation/cases/cases.ts'

/** The only case of a machine that nobody has written yet. */
const only: Case = {
  name: 'plain', title: 'plausible answers', workflow: 'workflow', input: { customer: 'Anke' }, omit: [], callbacks: {}, actions: [],
  type: 'STANDARD', seed: 1, settings: {}, aliases: {}, beats: [], expect: {},
}

/** What a pattern's cases.yaml says, of a sandbox that has no pattern. */
export const EMPTY_CASES: CaseFile = {
  title: 'Sandbox', machine: 'StateMachine', answers: { approve: { approved: true }, fail: { error: 'Declined', cause: 'Somebody said no' }, late: 86_400 },
  paper: 'plain', papers: ['plain'], ledger: [], gauges: [], fold: {}, types: {}, layout: {}, substitutions: { all: {} }, advice: [], cases: [only],
}
