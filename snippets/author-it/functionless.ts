import type { Stack } from 'aws-cdk-lib'
import { $AWS, Function, StepFunction, type Table } from 'functionless'

interface Order { orderId: string, amount: number }
interface Charge { chargeId: string }
declare const stack: Stack
declare const receipts: Table<Order & { charge: string }, 'orderId'>
declare const chargeCard: Function<Order, Charge>

export const machine = new StepFunction(
  stack, 'ChargeOrder',
  async (order: Order) => {
    const paid = await chargeCard(order)

    await $AWS.DynamoDB.PutItem({
      Table: receipts,
      Item: {
        orderId: { S: order.orderId },
        charge: { S: paid.chargeId },
      },
    })
  },
)
