/** The shop's refund agent, its bank and its courier are the worked example's. */
export { setUp } from '../../snippets/agent-step/handlers.ts'
