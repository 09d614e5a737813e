/** Virtual milliseconds as the protocol has moments: seconds since the epoch, with a fraction. */
export function seconds(milliseconds: number): number {
  return milliseconds / 1000
}
