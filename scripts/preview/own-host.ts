import { isIP } from 'node:net'
import { networkInterfaces } from 'node:os'

/**
 * Whether a Host header names this machine. A page of another site can have its own name lead here (DNS rebinding); what it sends
 * bears that name.
 *
 * @param host the header, with or without a port
 * @param names what the machine is called besides its addresses
 */
export function isOwnHost(host: string | undefined, names: readonly string[] = []): boolean {
  const name = hostName(host)
  return name !== undefined && (name === 'localhost' || names.includes(name) || isLoopback(name) || ownAddresses().includes(name))
}

/** Whether an address is one of those by which a machine speaks to itself. */
export function isLoopback(address: string): boolean {
  return address === '::1' || (isIP(plain(address)) === 4 && plain(address).startsWith('127.'))
}

/** The addresses of this machine's network interfaces, IPv4 first. */
export function ownAddresses(): string[] {
  const all = Object.values(networkInterfaces()).flatMap(list => list ?? [])
  return all.sort((a, b) => a.family.localeCompare(b.family)).map(({ address }) => address)
}

/** An IPv4 address as a socket for both kinds has it: `::ffff:127.0.0.1`. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/, '')
}

function hostName(host: string | undefined): string | undefined {
  return /^(?:\[([\da-f:.]+)\]|([^:[\]/@\s]+))(?::\d+)?$/i.exec(host ?? '')?.slice(1).find(Boolean)?.toLowerCase()
}
