import { Account, type AccountOptions } from './account/account.ts'
import { statesService } from './integration/states.ts'

/** An account whose tasks reach its own state machines: `states:startExecution` and its kin are answered by the operations of the API. */
export function openAccount(options: AccountOptions): Account {
  const account = new Account(options)
  account.serveStates(statesService(account))
  return account
}
