/** The shop's refund agent, its bank and its courier are the worked example's. */
export { furnish } from '../../snippets/agent-step/handlers.ts'
