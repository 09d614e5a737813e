import type { Construct } from 'constructs'
import { aws_dynamodb as dynamodb, aws_lambda as lambda, aws_stepfunctions as sfn, aws_stepfunctions_tasks as tasks, Duration } from 'aws-cdk-lib'

const tooManyRequests = 'Lambda.TooManyRequestsException'
const text = tasks.DynamoAttributeValue.fromString

/** The machine as constructs. */
export function chargeOrder(scope: Construct): sfn.StateMachine {
  const chargeCard = lambda.Function.fromFunctionName(scope, 'Charge', 'charge-card')
  const receipts = dynamodb.Table.fromTableName(scope, 'Receipts', 'receipts')

  const charge = tasks.LambdaInvoke.jsonata(scope, 'ChargeCard', {
    lambdaFunction: chargeCard,
    payload: sfn.TaskInput.fromText('{% $states.input %}'),
    assign: { charge: '{% $states.result.Payload.chargeId %}' },
    retryOnServiceExceptions: false,
  }).addRetry({
    errors: ['Payment.Throttled', tooManyRequests],
    interval: Duration.seconds(2),
    maxAttempts: 4,
    maxDelay: Duration.seconds(20),
    jitterStrategy: sfn.JitterType.FULL,
  })
  const store = tasks.DynamoPutItem.jsonata(scope, 'StoreReceipt', {
    table: receipts,
    item: {
      orderId: text('{% $states.context.Execution.Input.orderId %}'),
      charge: text('{% $charge %}'),
    },
  })

  return new sfn.StateMachine(scope, 'ChargeOrder', {
    comment: 'Charge the card, keep the receipt',
    queryLanguage: sfn.QueryLanguage.JSONATA,
    timeout: Duration.minutes(5),
    definitionBody: sfn.DefinitionBody.fromChainable(charge.next(store)),
  })
}
