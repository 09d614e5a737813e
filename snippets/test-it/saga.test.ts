import { deepEqual, ok } from 'node:assert/strict'
import { after, test } from 'node:test'
import { SFN } from '@aws-sdk/client-sfn'
import { aslServe, statesOf, whenEnded } from './asl-serve.ts'

const local = await aslServe('snippets/saga', '--clock', 'fast')
const sfn = new SFN(local.client)
after(local.close)

test('no van: the order is undone, and fails', async () => {
  const { executionArn } = await sfn.startExecution({
    stateMachineArn: `${local.arn('ShipmentSaga')}#no-van`,
  })
  const { status, error } = await whenEnded(sfn, executionArn)
  deepEqual([status, error], ['FAILED', 'OrderFailed'])
  const states = await statesOf(sfn, executionArn)
  ok(states.includes('CancelVan'), `it went by ${states}`)
})
