import type { Figures } from '../../facts/figures.ts'

/** A sum that follows from prices, limits and event costs. */
export interface Sum {
  what: string
  comesTo: string
}

const count = (value: number) => Math.round(value).toLocaleString('en')
const dollars = (value: number) => value < 0.01 ? `$${value.toFixed(6)}` : value < 1 ? `$${value.toFixed(3)}` : `$${value.toFixed(2).replace(/\.00$/, '')}`
const DAY = 86_400

/** What the prices and limits come to in the cases that people ask about. */
export function sums(figures: Figures): Sum[] {
  const aDay = figures.polling(DAY, 30)
  const million = 1_000_000
  return [
    { what: 'Asking every 30 seconds, for a day', comesTo: `${count(aDay.transitions)} transitions, ${dollars(aDay.dollars)} a run` },
    { what: 'Waiting with .sync or a token, for a day or a year', comesTo: `1 transition, ${dollars(figures.waitingDollars)} a run` },
    { what: 'Asking every 30 seconds, until the history is full', comesTo: `${count(figures.pollLaps)} laps, ${(figures.pollLifetime(30) / 3600).toFixed(0)} hours` },
    { what: 'Items of an inline Map until the history is full', comesTo: `${count(figures.inlineMapItems(1))} with one Task, ${count(figures.inlineMapItems(3))} with three` },
    { what: 'A million runs of ten transitions, Standard', comesTo: dollars(figures.standardDollars(million, 10)) },
    { what: 'The same as Express, one second and 64 MB each', comesTo: dollars(figures.expressDollars(million, 1000)) },
    { what: 'An Express child pays off for three transitions saved', comesTo: `while it takes under ${Math.floor(figures.expressBreakEven(3))} s` },
    { what: 'Six retries from 2 s, doubling; with a cap of 10 s', comesTo: `${figures.retryWait({ interval: 2, rate: 2, attempts: 6 })} s; ${figures.retryWait({ interval: 2, rate: 2, attempts: 6, ceiling: 10 })} s` },
  ]
}
