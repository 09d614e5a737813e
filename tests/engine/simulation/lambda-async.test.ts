import { expect, test } from 'vitest'
import { World } from '../../../engine/simulation/index.ts'

/** A function that fails as often as asked, and what its destinations hear. */
function worldWithFailures(failures: number) {
  const world = new World({ seed: 1 })
  const begin = world.clock.now
  const heard: [string, number, unknown][] = []
  let left = failures
  world.lambda.add('reserve-stock', (payload) => {
    if (left-- > 0)
      throw Object.assign(new Error('No shelf'), { name: 'Stock.None' })
    return payload
  }, {
    duration: 1,
    onSuccess: ({ attempts, responsePayload }) => heard.push([`success after ${attempts}`, (world.clock.now - begin) / 1000, responsePayload]),
    onFailure: ({ attempts, condition, responsePayload }) => heard.push([`${condition} after ${attempts}`, (world.clock.now - begin) / 1000, responsePayload]),
  })
  return { world, heard }
}

test('an asynchronous invocation tells its destination, a synchronous one does not', async () => {
  const { world, heard } = worldWithFailures(0)
  const answers: unknown[] = []
  world.lambda.send('reserve-stock', { orderId: 1 })
  world.lambda.request('reserve-stock', { orderId: 2 }, outcome => answers.push(outcome))
  await world.clock.run()
  expect(heard).toEqual([['success after 1', 1, { orderId: 1 }]])
  expect(answers).toEqual([{ result: { orderId: 2 } }])
})

test('a failed asynchronous invocation is tried again after a minute and after two', async () => {
  const { world, heard } = worldWithFailures(2)
  world.lambda.send('reserve-stock', {})
  await world.clock.run()
  expect(heard).toEqual([['success after 3', 183, {}]])
})

test('after three attempts the failure destination gets the error', async () => {
  const { world, heard } = worldWithFailures(3)
  world.lambda.send('reserve-stock', {})
  await world.clock.run()
  expect(heard).toEqual([['RetriesExhausted after 3', 183, { errorType: 'Stock.None', errorMessage: 'No shelf' }]])
})

test('a function that is not there is refused at once', () => {
  const { world } = worldWithFailures(0)
  expect(() => world.lambda.send('nobody', {})).toThrow(/Function not found: nobody/)
})
