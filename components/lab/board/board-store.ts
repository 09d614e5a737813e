/** The tickets of a board, as this browser keeps them. */

import type { Ticket } from '../../../workshop/ticket.ts'
import { ticketOrWhy, writeTicket } from '../../../workshop/ticket.ts'

export interface Entry {
  /** The ticket as it is shown. */
  code: string
  ticket: Ticket
  /** As the room has it; never kept. */
  name?: string
}

export const BOARD = 'lab-board:1'
/** More than any room holds; the oldest make room. */
const MOST = 1000

interface Kept {
  codes: string[]
  /** What stood there before it was cleared. */
  before?: string[]
}

/** The entries that are kept, in the order of their participants' first tickets. What somebody else wrote is passed over. */
export function readBoard(): Entry[] {
  return entriesOf(read().codes)
}

/** Whether a board was cleared and can come back. */
export function canUndo(): boolean {
  return read().before !== undefined
}

/**
 * Puts tickets on the board; of one participant the one that came last stays.
 *
 * @returns how many participants are new, and how many have changed
 */
export function addToBoard(codes: readonly string[]): { added: number, changed: number } {
  const { codes: kept, before } = read()
  const byId = new Map(entriesOf(kept).map(({ code, ticket }) => [ticket.id, code]))
  const was = new Map(byId)
  for (const { code, ticket } of entriesOf(codes))
    byId.set(ticket.id, code)
  write({ codes: [...byId.values()].slice(-MOST), ...(before ? { before } : {}) })
  const ids = [...byId.keys()]
  return { added: ids.filter(id => !was.has(id)).length, changed: ids.filter(id => was.has(id) && was.get(id) !== byId.get(id)).length }
}

export function removeFromBoard(id: number): void {
  const { codes, ...rest } = read()
  write({ ...rest, codes: entriesOf(codes).filter(({ ticket }) => ticket.id !== id).map(({ code }) => code) })
}

/** @param codes what stood on the board, so that it can come back */
export function clearBoard(codes: readonly string[]): void {
  write({ codes: [], before: [...codes] })
}

/** Brings back what was cleared; what has come since stays as it came. */
export function undoClear(): void {
  const { codes, before = [] } = read()
  write({ codes: before })
  addToBoard(codes)
}

function entriesOf(codes: readonly string[]): Entry[] {
  return codes.flatMap((code) => {
    const ticket = ticketOrWhy(code)
    return typeof ticket === 'string' ? [] : [{ code: writeTicket(ticket), ticket }]
  })
}

function read(): Kept {
  try {
    const { codes, before } = JSON.parse(localStorage.getItem(BOARD) ?? '{}') as Partial<Kept>
    const isCodes = (list: unknown): list is string[] => Array.isArray(list) && list.every(one => typeof one === 'string')
    return { codes: isCodes(codes) ? codes : [], ...(isCodes(before) ? { before } : {}) }
  }
  catch {
    return { codes: [] }
  }
}

/** @throws DOMException where the browser keeps nothing */
function write(kept: Kept): void {
  localStorage.setItem(BOARD, JSON.stringify(kept))
}
