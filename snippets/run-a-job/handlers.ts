import type { SetUp } from '../../engine/simulation/index.ts'

interface RunTask {
  Group?: string
  Overrides?: { ContainerOverrides: { Environment: { Name: string, Value: string }[] }[] }
}

const STANDING = { RUNNING: 1, SUCCEEDED: 2, FAILED: 2, STOPPED: 3 }

/**
 * A cluster on which every task takes `hours` of the case. One that was given a token brings it back when it is done. A gauge by the
 * name of the execution says how its task stands: 1 running, 2 done, 3 stopped.
 */
export const setUp: SetUp = ({ world, settings, gauge }) => {
  world.jobs.script = () => ({ duration: Number(settings.hours) * 3600 })
  world.jobs.onChange = (job) => {
    const { Group, Overrides } = job.parameters as RunTask
    gauge(Group ?? job.id, STANDING[job.status])
    const token = Overrides?.ContainerOverrides[0]?.Environment.find(({ Name }) => Name === 'TASK_TOKEN')?.Value
    if (token !== undefined && job.status === 'SUCCEEDED')
      world.tokens.succeed(token, { ExitCode: 0 })
  }
}
