import { expect, test } from 'vitest'
import { readPattern } from '../../engine/cli/pattern-folder.ts'
import { leaseOf, longest } from './leases.ts'

const { pattern } = await readPattern('snippets', 'idempotent-start')

test('the charge and its receipt, with all of their tries, end before the claim lapses', () => {
  const { ClaimOrder, ChargeCard, KeepReceipt } = pattern!.definition.States
  // The claim may have been written at the beginning of a try that lasted until its end.
  expect(longest(ClaimOrder) + longest(ChargeCard) + longest(KeepReceipt)).toBeLessThan(leaseOf(ClaimOrder))
})
