import type { SetUp } from '../../engine/simulation/index.ts'

const MACHINE = 'Shipment'
const STABLE = '1'
const CANARY = '2'

/**
 * Shipping, and an alarm on the canary, looked at every minute as CloudWatch does: where at least `alarm` percent of its ended
 * executions have failed, all new starts go back to version 1. `minutes`: how long it watches.
 */
export const setUp: SetUp = ({ world, settings, gauge }) => {
  let shipped = 0
  gauge('shipped', 0)
  world.lambda.add('ship-order', () => {
    gauge('shipped', ++shipped)
    return { shipment: `SHIP-${9000 + shipped}` }
  }, { duration: 2 })

  const { stateMachines, clock } = world
  const { alarm, minutes = 0 } = settings as { alarm?: number, minutes?: number }
  let rung = false
  const look = (limit: number) => {
    const ended = stateMachines.executions.filter(execution => execution.status !== 'RUNNING' && stateMachines.origins.get(execution)?.version === CANARY)
    const failed = ended.filter(({ status }) => status === 'FAILED')
    if (rung || failed.length === 0 || failed.length / ended.length * 100 < limit)
      return
    rung = true
    gauge('alarm', 1)
    stateMachines.updateAlias(MACHINE, 'live', { [STABLE]: 100 })
  }
  for (let minute = 1; alarm !== undefined && minute <= minutes; minute++)
    clock.after(minute * 60_000, () => look(alarm))
}
