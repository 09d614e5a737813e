/** Writes a whole number with commas: `25,000`. */
export function formatCount(value: number): string {
  return value.toLocaleString('en-US')
}

/** Writes US dollars: six decimals below a dollar, two from there. */
export function formatDollars(value: number): string {
  return `$${value < 1 ? value.toFixed(6) : value.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`
}

/** Writes an amount with its unit: a currency's sign before the number, anything else after it. */
export function formatAmount(value: number, unit = ''): string {
  const number = formatCount(Math.abs(value))
  const sign = value < 0 ? '−' : ''
  return /^\p{Sc}$/u.test(unit) ? `${sign}${unit}${number}` : `${sign}${number}${unit ? ` ${unit}` : ''}`
}
