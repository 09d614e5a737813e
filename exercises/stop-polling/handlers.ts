import type { SetUp } from '../../engine/simulation/index.ts'

/** Glue, where a job takes `hours` of the case and fails with `says`, if the case says so. */
export const setUp: SetUp = ({ world, settings }) => {
  const { hours, says } = settings
  world.jobs.script = () => ({
    duration: Number(hours) * 3600,
    ...(typeof says === 'string' ? { fails: true, result: { ErrorMessage: says } } : {}),
  })
}
