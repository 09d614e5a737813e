/**
 * The name of a slide within its page of `read/`: its alias, else what its title makes.
 *
 * @param title the slide's title, Markdown or not
 * @param alias its `routeAlias`
 * @returns small letters, digits and hyphens; never empty
 */
export function sectionName(title: string, alias?: unknown): string {
  if (typeof alias === 'string' && alias !== '')
    return alias
  const name = title.normalize('NFKD').toLowerCase().replace(/[\u2019']/g, '').replace(/[^a-z\d]+/g, '-').replace(/^-+|-+$/g, '')
  return name || 'slide'
}
