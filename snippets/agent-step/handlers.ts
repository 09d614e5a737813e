import type { Agent, SetUp } from '../../engine/simulation/index.ts'

const HARNESS = 'arn:aws:bedrock-agentcore:eu-west-1:111111111111:harness/refunds-Kx3mQ9vTb2'
const COURIER = '@shop/ask-courier'
const REFUND = '@shop/refund'

/**
 * The shop's refund agent, a bank account, and a courier who takes `settings.courier[n]` seconds to find a photo the nth time.
 * `settings.says` are the agent's answers where it was led astray, one a lap.
 */
export const setUp: SetUp = ({ world, settings, gauge }) => {
  const paid = new Map<string, number>()
  gauge('refunded', 0)
  gauge('tokens', 0)

  /** Whoever has the same key is paid once. */
  function pay(key: string, euros: number): void {
    if (!paid.has(key)) paid.set(key, euros)
    gauge('refunded', [...paid.values()].reduce((sum, one) => sum + one, 0))
  }

  const slow = [...settings.courier as number[]]
  const answers = [...(settings.says ?? []) as string[]]

  const agent: Agent = function* ({ messages, mayUse }) {
    // The longer the conversation, the more the model reads, each turn again.
    const read = 1400 * messages.length
    yield { seconds: 20, tokens: [read, 60], uses: '@shop/read-order' }
    yield { seconds: slow.shift() ?? 90, tokens: [read + 700, 80], uses: COURIER }
    if (mayUse(REFUND)) {
      yield { seconds: 20, tokens: [read + 1900, 70], uses: REFUND }
      yield { seconds: 10, tokens: [read + 2000, 40], says: 'Refunded 42 euros: the photo shows twelve boxes of crumbs.' }
      return
    }
    yield { seconds: 30, tokens: [read + 1900, 50], says: answers.shift() ?? '{"euros":42,"why":"The photo shows twelve boxes of crumbs."}' }
  }

  let refunds = 0
  world.agents.onTurn = ({ total }) => gauge('tokens', total)
  world.agents.add(HARNESS, agent, {
    tools: {
      '@shop/read-order': () => ({ orderId: 'STROOP-42', paid: 42 }),
      [COURIER]: () => ({ photo: 'crumbs' }),
      // The tool pays whom it is told, and makes up a number for each payment.
      [REFUND]: () => {
        pay(`refund ${++refunds}`, 42)
        return { paid: 42 }
      },
    },
  })

  world.lambda.add('refund-card', (payload) => {
    const { key, euros } = payload as { key: string, euros: number }
    pay(key, euros)
    return { orderId: key, refunded: euros }
  })
  world.sns.create('customers')
}
