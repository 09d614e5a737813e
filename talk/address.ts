/** The click that Slidev takes for "the last one"; a slide that opens sets it right. */
export const MOST_CLICKS = 999_999

/**
 * The click that an address means.
 *
 * @param raw what the address has after `clicks=`; may be missing, no number, or there twice
 * @returns a whole number from 0 to MOST_CLICKS; 0 for what is none
 */
export function clicksOf(raw: unknown): number {
  const clicks = Math.trunc(Number(Array.isArray(raw) ? raw[0] : raw ?? 0))
  return Number.isNaN(clicks) ? 0 : Math.min(MOST_CLICKS, Math.max(0, clicks))
}

/** What the address should have after `clicks=` instead; undefined for nothing. The same text where it is sound already. */
export function soundClicks(raw: unknown): string | undefined {
  const clicks = String(clicksOf(raw))
  return clicks === raw ? raw : clicks === '0' ? undefined : clicks
}
