import type { Taken } from '../../../engine/simulation/home/taken.ts'
import type { Bench } from '../bench.ts'
import type { HomeRequest } from '../worker/messages.ts'
import type { Answered } from '../case/own-case.ts'
import type { Work } from '../versions/versions.ts'
import { loadHome } from 'virtual:homes'
import { machineName } from '../../../engine/simulation/cases/cases.ts'
import { editedOf, takeHome } from '../../../engine/simulation/home/take-home.ts'
import { zip } from '../../../engine/simulation/home/zip.ts'
import { Guard } from '../../../engine/simulation/worker/guard.ts'
import { readJson } from '../case/own-case.ts'

/** Of a case of one's own in a mock file, where its answers stand beside others. */
const OWN = 'YourOwn'

/**
 * A machine, with what it came from and what deploys it, as a ZIP.
 *
 * @param bench the exercise or the sandbox
 * @param work the text, and a case of one's own
 * @throws SyntaxError with one sentence for a case that is no JSON
 */
export async function zipOf(bench: Bench, work: Work): Promise<{ name: string, bytes: Uint8Array<ArrayBuffer> }> {
  const { exercise, home, pattern, stem, title } = bench
  const slug = home.name || 'sandbox'
  const load = loadHome[`${home.folder}/${home.name}`]
  const folder = load ? (await load()).files : {}
  const taken: Taken = {
    from: exercise ? 'exercise' : load ? 'pattern' : 'sandbox',
    slug,
    title,
    stem,
    text: work.text,
    folder,
    mocks: pattern.mocks,
    file: pattern.cases,
    cases: exercise ? bench.cases : pattern.cases.cases,
    ...(work.input === undefined || work.mocks === undefined ? {} : { own: ownOf(bench, work as Required<Work>) }),
  }
  const aws = load ? { aws: await deploying(bench, taken) } : {}
  return { name: `${slug}.zip`, bytes: zip(takeHome({ ...taken, ...aws })) }
}

/** What deploys it, made beside the page: the text is somebody's, and its cases are played. */
async function deploying({ home, pattern, exercise }: Bench, taken: Taken): Promise<NonNullable<Taken['aws']>> {
  const { table } = await import('virtual:iam-actions')
  const guard = new Guard<HomeRequest, NonNullable<Taken['aws']>>(() => new Worker(new URL('./home-worker.ts', import.meta.url), { type: 'module' }))
  try {
    return await guard.ask({ ...editedOf(taken), home, pattern, ...(exercise ? { exercise } : {}), table })
  }
  catch (failure) {
    return { problem: (failure as Error).message }
  }
  finally {
    guard.end()
  }
}

function ownOf({ pattern, stem }: Bench, { input, mocks }: Required<Work>): Taken['own'] {
  const answers = Object.entries(readJson(mocks) as Answered)
  return {
    input: readJson(input),
    mockCase: OWN,
    mocks: {
      StateMachines: { [machineName(pattern.cases, stem)]: { TestCases: { [OWN]: Object.fromEntries(answers.map(([state]) => [state, `${OWN}.${state}`])) } } },
      MockedResponses: Object.fromEntries(answers.map(([state, response]) => [`${OWN}.${state}`, response])),
    },
  }
}
