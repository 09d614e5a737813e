import { renderUnicodeCompact } from 'uqr'
import { isLoopback, ownAddresses } from '../preview/own-host.ts'

/**
 * The address at which other machines of the network most likely reach this one: a private IPv4 address if there is one. Nobody
 * outside is asked.
 *
 * @param addresses this machine's
 */
export function networkAddress(addresses: readonly string[] = ownAddresses()): string | undefined {
  const outside = addresses.filter(address => !isLoopback(address) && !/^(?:fe80|169\.254)/i.test(address))
  return outside.find(address => /^(?:10|192\.168|172\.(?:1[6-9]|2\d|3[01]))\./.test(address)) ?? outside.find(address => !address.includes(':')) ?? outside[0]
}

/** A web address from its parts; IPv6 in its brackets. */
export function webAddress(host: string, port: number): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}/`
}

/**
 * What the terminal shows once both windows can be opened.
 *
 * @param port where the server listens
 * @param remote who may lead from where; none where the deck stays on this machine
 * @param isWorkshop whether participants find a room there
 */
export function announcement(port: number, remote?: { host: string | undefined, password: string }, isWorkshop = false): string {
  const here = webAddress('localhost', port)
  const lines = [
    'Ready. Open both windows before the room fills:',
    `  slides     ${here}`,
    `  presenter  ${here}presenter`,
  ]
  if (isWorkshop) {
    lines.push(
      `  board      ${here}#/lab/board`,
      remote?.host ? `  room       ${webAddress(remote.host, port)}#/room   (for everybody: the lab and the vote; slides have it as a QR code)` : `  room       ${here}#/room   (on this machine only: --remote opens it to the network)`,
    )
  }
  if (remote && !remote.host)
    lines.push('', 'This machine is in no network, so no phone can reach it: connect it, then start again.')
  if (remote?.host) {
    const there = webAddress(remote.host, port)
    const link = `${there}#/remote?key=${encodeURIComponent(remote.password)}`
    lines.push(
      `  remote     ${link}`,
      `  viewers    ${there}   (they see the slides, not the notes, and steer nothing)`,
      '',
      'For the phone that leads; who photographs it, leads too:',
      '',
      renderUnicodeCompact(link, { border: 2 }),
      '',
      `Asked for the password: ${remote.password}`,
    )
  }
  return [...lines, 'Stop with Ctrl+C.'].join('\n')
}
