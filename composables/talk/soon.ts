/**
 * Runs something once what is being done now is done, all that follows from it at once included (Vue, the router). In a tab in the
 * background a timer would come a second late.
 *
 * @returns what asks for the next run; asking again before it has come changes nothing
 */
export function soonAfter(run: () => void): () => void {
  const { port1, port2 } = new MessageChannel()
  let asked = false
  port1.onmessage = () => {
    asked = false
    run()
  }
  return () => {
    if (!asked)
      port2.postMessage(undefined)
    asked = true
  }
}
