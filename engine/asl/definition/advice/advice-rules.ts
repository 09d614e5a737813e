/**
 * The codes of this project's own advice, each with the page that explains the matter. None of them is AWS's, and none makes
 * a definition invalid: they are what an experienced reviewer would ask about.
 */
const GUIDE = 'https://docs.aws.amazon.com/step-functions/latest/dg'

export const ADVICE_RULES = {
  /** A state waits for a token, an activity worker or a job, and nothing ends the wait when no answer comes. */
  CALLBACK_WITHOUT_TIMEOUT: `${GUIDE}/sfn-best-practices.html#sfn-stuck-execution`,
  /** Tasks that only their service ends. */
  TASK_WITHOUT_TIMEOUT: `${GUIDE}/sfn-best-practices.html#sfn-stuck-execution`,
  /** A callback task that never hands its token out. */
  CALLBACK_WITHOUT_TOKEN: `${GUIDE}/connect-to-resource.html#connect-wait-token`,
  /** HeartbeatSeconds is not below TimeoutSeconds, or nothing in this task sends heartbeats. */
  HEARTBEAT_WITHOUT_EFFECT: `${GUIDE}/state-task.html`,
  /** A machine that waits for its own next execution. */
  SYNC_SELF_START: `${GUIDE}/tutorial-continue-new.html`,
  /** A Lambda call without a retrier for the errors of the Lambda service itself. */
  LAMBDA_WITHOUT_RETRY: `${GUIDE}/sfn-best-practices.html#bp-lambda-serviceexception`,
  /** A retrier for a call that may have worked, and that does its work twice. */
  RETRY_AFTER_DOUBT: `${GUIDE}/concepts-error-handling.html#error-handling-retrying-after-an-error`,
  /** A catcher that takes a call that may have worked for one that has not. */
  CATCH_IN_DOUBT: `${GUIDE}/concepts-error-handling.html#error-handling-fallback-states`,
  /** A queue, a role or another address that the execution's caller chooses. */
  ADDRESS_FROM_INPUT: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html',
  /** An AWS SDK integration in the wrong spelling. */
  SDK_ACTION_CASE: `${GUIDE}/supported-services-awssdk.html`,
  /** A service that has no optimised integration known here. */
  UNKNOWN_INTEGRATION: `${GUIDE}/integrate-optimized.html`,
  /** A retrier or catcher that never gets its turn, because a wildcard stands before it or beside it. */
  ERROR_ORDER: `${GUIDE}/concepts-error-handling.html`,
  /** A name with AWS's prefix that AWS does not raise. */
  UNKNOWN_ERROR_NAME: `${GUIDE}/concepts-error-handling.html#error-handling-error-representation`,
  /** Retries that come in step when many executions fail together. */
  RETRY_WITHOUT_JITTER: `${GUIDE}/concepts-error-handling.html#error-handling-retrying-after-an-error`,
  /** Backoff that grows beyond what anyone would wait. */
  RETRY_WITHOUT_MAX_DELAY: `${GUIDE}/concepts-error-handling.html#error-handling-retrying-after-an-error`,
  /** A catcher that replaces the state's input by the error. */
  CATCH_LOSES_INPUT: `${GUIDE}/concepts-error-handling.html#error-handling-fallback-states`,
  /** A Map that starts as many iterations at once as it may. */
  MAP_WITHOUT_MAX_CONCURRENCY: `${GUIDE}/state-map-inline.html`,
  /** An inline Map whose iterations fill the execution's history. */
  MAP_OUTGROWS_HISTORY: `${GUIDE}/sfn-best-practices.html#bp-history-limit`,
  /** Fields that only a Distributed Map reads. */
  DISTRIBUTED_ONLY_FIELD: `${GUIDE}/state-map-distributed.html`,
  /** A Distributed Map that collects every result in its output. */
  DISTRIBUTED_WITHOUT_RESULT_WRITER: `${GUIDE}/input-output-resultwriter.html`,
  /** A Distributed Map that one bad item stops. */
  DISTRIBUTED_WITHOUT_TOLERANCE: `${GUIDE}/maprun-fail-threshold.html`,
  /** A name of a field that has been replaced. */
  OLD_FIELD_NAME: `${GUIDE}/state-map.html`,
  /** A loop that asks again and again until the history is full. */
  POLL_LOOP: `${GUIDE}/connect-to-resource.html#connect-sync`,
  /** States from which no end can be reached. */
  NO_TERMINAL_PATH: `${GUIDE}/concepts-states.html`,
  /** A Choice that may match nothing. */
  CHOICE_WITHOUT_DEFAULT: `${GUIDE}/state-choice.html`,
  /** A field of the machine, of a branch, or of a Map's reader, batcher or writer that nothing reads. */
  UNKNOWN_FIELD: `${GUIDE}/statemachine-structure.html`,
  /** A QueryLanguage where neither a machine nor a state has it. */
  QUERY_LANGUAGE_MISPLACED: `${GUIDE}/statemachine-structure.html`,
  /** Text that a deployment tool fills in. */
  PLACEHOLDER: 'https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-statemachine.html',
} as const

export type AdviceCode = keyof typeof ADVICE_RULES

/** Advice on what is read otherwise than it is meant, the text's own among it. A list of advice that is cut short has to have these. */
export const MISREADINGS: ReadonlySet<string> = new Set<AdviceCode | 'OLD_YAML_WORD'>(['QUERY_LANGUAGE_MISPLACED', 'UNKNOWN_FIELD', 'OLD_YAML_WORD'])
