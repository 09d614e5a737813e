const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\'': '&#39;' }

/** Text for HTML and XML, attributes included; what XML does not allow, not even escaped, becomes �. */
export function escapeMarkup(text: string): string {
  return text.replace(/[&<>"']/g, letter => ENTITIES[letter]!).replace(/[\u0000-\u0008\v\f\u000E-\u001F\uD800-\uDFFF\uFFFE\uFFFF]/gu, '�')
}
