import type { SetUp } from '../../engine/simulation/index.ts'

const PRICES: Record<string, number> = { Alba: 19.5, Bolt: 15.2, Cargo: 16.2, Dash: 22, Echo: 17.4, Fiets: 16.9, Gilde: 15.9, Hop: 18.1, Iris: 14.9, Jol: 16.8 }

/**
 * The couriers. `settings.down`: who answers that there is no van; `silent`: who takes five minutes; `stumbles`: how often Lambda has no
 * room for a courier's call before it has; `never`: whose call it never has room for.
 */
export const setUp: SetUp = ({ world, settings, gauge, fail }) => {
  const down = (settings.down ?? []) as string[]
  const silent = (settings.silent ?? []) as string[]
  const never = (settings.never ?? []) as string[]
  const stumbles = new Map<string, number>()
  let calls = 0
  const courierOf = (payload: unknown) => String((payload as { courier?: string }).courier)

  world.lambda.add('ask-price', (payload) => {
    gauge('calls', --calls)
    const courier = courierOf(payload)
    const stumbled = stumbles.get(courier) ?? 0
    if (never.includes(courier) || stumbled < Number(settings.stumbles ?? 0)) {
      stumbles.set(courier, stumbled + 1)
      throw fail('Lambda.TooManyRequestsException', 'Rate Exceeded.')
    }
    if (down.includes(courier))
      throw fail('Courier.Down', '503 from the courier')
    return { courier, price: PRICES[courier] ?? 20 }
  }, {
    duration: (payload) => {
      gauge('calls', ++calls)
      const courier = courierOf(payload)
      return silent.includes(courier) ? 300 : 1 + courier.length % 4
    },
  })
}
