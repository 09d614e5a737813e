import type { SetUp } from '../../engine/simulation/index.ts'

const DAY = 86_400_000

/**
 * The function that sends a line's next box, and counts what its customer gets. `settings.cancelAfter`: days until all cancel; `heirs`: whoever
 * has been handed over so often cancels then, as there is nothing more to see; `lost`: answers of StartExecution that get lost.
 */
export const setUp: SetUp = ({ world, settings, gauge, fail }) => {
  const { stateMachines, clock } = world
  const end = clock.now + Number(settings.cancelAfter) * DAY
  const heirs = Number(settings.heirs ?? Number.POSITIVE_INFINITY)
  stateMachines.answersToLose = Number(settings.lost ?? 0)
  /** By line: the number of its last box. */
  const sent = new Map<string, number>()
  const counts = { sent: 0, twice: 0, missing: 0 }
  const count = (name: keyof typeof counts, by: number) => gauge(name, counts[name] += by)
  for (const name of ['sent', 'twice', 'missing'] as const) count(name, 0)

  world.lambda.add('send-box', (payload) => {
    const { line, box } = payload as { line?: string, box?: number }
    if (typeof line !== 'string' || typeof box !== 'number') throw fail('Box.WhoseAndWhich', 'A box has a line and a number')
    if (clock.now >= end || stateMachines.executions.length > heirs) return { cancelled: true }
    const last = sent.get(line) ?? box - 1
    if (box <= last) count('twice', 1)
    if (box > last + 1) count('missing', box - last - 1)
    sent.set(line, Math.max(last, box))
    count('sent', 1)
    return { cancelled: false }
  })
}
