import type { SetUp } from '../../engine/simulation/index.ts'

/**
 * Anke's shelf, looked at every hour. `cancelAfter`: days until she ends the subscription; `againAfter`: days until she begins another;
 * `lost`: answers of StartExecution that get lost.
 */
export const setUp: SetUp = ({ world, settings }) => {
  world.dynamodb.createTable('inventory', 'shelf')
  const shelf = (stop: boolean) => world.dynamodb.call('putItem', { TableName: 'inventory', Item: { shelf: { S: 'Anke' }, stop: { BOOL: stop } } })
  shelf(false)
  if (typeof settings.cancelAfter === 'number')
    world.clock.after(settings.cancelAfter * 86_400_000, () => void shelf(true))
  if (typeof settings.againAfter === 'number')
    world.clock.after(settings.againAfter * 86_400_000, () => void shelf(false))
  world.stateMachines.answersToLose = typeof settings.lost === 'number' ? settings.lost : 0
}
