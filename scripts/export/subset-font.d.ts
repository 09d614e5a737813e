/** What is used of subset-font, which has no types of its own: https://github.com/papandreou/subset-font */
declare module 'subset-font' {
  export default function subsetFont(
    font: Buffer,
    text: string,
    options?: { targetFormat?: 'sfnt' | 'woff' | 'woff2' | 'truetype', variationAxes?: Record<string, number>, noLayoutClosure?: boolean },
  ): Promise<Buffer>
}
