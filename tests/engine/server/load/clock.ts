import { expect } from 'vitest'
import { send } from '../serving.ts'

/** Moves the clock, and waits until all that was due has happened. */
export async function advance(port: number, duration: string): Promise<void> {
  expect(await send(port, { path: '/_asl/clock', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ advance: duration }) })).toMatchObject({ status: 200 })
}
