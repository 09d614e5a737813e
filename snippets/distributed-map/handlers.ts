import type { SetUp } from '../../engine/simulation/index.ts'

/**
 * A month of parcels in S3, and what the children call. `settings.rows`: rows of the file; every `settings.badEvery`-th of them has a
 * word where a number of boxes belongs.
 */
export const setUp: SetUp = ({ world, settings, gauge }) => {
  const rows = Number(settings.rows)
  const badEvery = Number(settings.badEvery)
  const lines = Array.from({ length: rows }, (_, index) => `STROOP-${index + 1},${(index + 1) % badEvery === 0 ? 'a dozen' : 1 + index % 12}`)
  world.s3.createBucket('stroop-archive')
  world.s3.put('stroop-archive', 'december.csv', ['orderId,boxes', ...lines].join('\n'))

  world.lambda.add('check-parcel', (payload) => {
    const parcel = payload as { orderId: string, boxes: string }
    if (/^\d+$/.test(parcel.boxes)) return parcel
    const error = new Error(`boxes is “${parcel.boxes}”`)
    error.name = 'Parcel.Malformed'
    throw error
  }, { duration: payload => 0.6 + Number((payload as { orderId: string }).orderId.slice(7)) * 37 % 80 / 100 })

  world.dynamodb.createTable('parcels', 'orderId')
  world.dynamodb.limitWrites('parcels', 500)
  let written = 0
  let refused = 0
  world.dynamodb.onWrite = () => gauge('written', ++written)
  world.dynamodb.onThrottle = () => gauge('refused', ++refused)
}
