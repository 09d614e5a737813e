/**
 * The names in a slide's selection of cases, parted by commas or blanks: `cases="glue,expressions"`.
 *
 * @returns none where nothing is selected
 */
export function namesOf(selection = ''): string[] {
  return selection.split(/[\s,]+/).filter(Boolean)
}

/** The cases that a slide selects, in their own order; all of them where it selects none. */
export function selectCases<T extends { name: string }>(cases: readonly T[], selection?: string): T[] {
  const names = namesOf(selection)
  return cases.filter(({ name }) => names.length === 0 || names.includes(name))
}

/**
 * The case that stands for a slide where only one can be shown: the first of those that cases.yaml names for paper, else the last.
 *
 * @param papers the names
 * @param cases those of the slide
 */
export function paperCase<T extends { name: string }>(papers: readonly string[], cases: readonly T[]): T | undefined {
  const named = papers.find(paper => cases.some(({ name }) => name === paper))
  return cases.find(({ name }) => name === named) ?? cases.at(-1)
}
