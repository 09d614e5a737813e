/** The address of the deck's PDF beside the page; empty where this copy of the deck has none. */
declare const __DECK_PDF__: string
