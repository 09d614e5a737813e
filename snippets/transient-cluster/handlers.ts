import type { SetUp } from '../../engine/simulation/index.ts'

/** Minutes that each job takes. */
const MINUTES: Record<string, number> = { createCluster: 8, terminateCluster: 2, 'sort-orders': 40, 'plan-routes': 15 }

/** Clusters that really exist, by the state machine that made them; `fails` names the step that does not work. */
export const setUp: SetUp = ({ world, settings, gauge }) => {
  const { jobs } = world
  jobs.script = ({ kind, parameters }) => {
    const step = (parameters.Step as { Name?: string } | undefined)?.Name
    return { duration: 60 * (MINUTES[step ?? kind.split(':')[1]!] ?? 1), fails: step !== undefined && step === settings.fails }
  }
  const names = new Set<string>()
  jobs.onChange = () => {
    const open = jobs.clusters.map(({ parameters }) => String(parameters.Name))
    open.forEach(name => names.add(name))
    for (const name of names)
      gauge(name, open.filter(one => one === name).length)
  }
}
