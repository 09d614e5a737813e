import type { MermaidConfig } from 'mermaid'

/** Size of every label at 1:1, in px: the smallest text that a slide may have. */
export const FONT_SIZE = 18

const FONT = '"Inter Variable", sans-serif'

/** Every setting a drawing depends on. A source can not override those named in `secure`. */
export const MERMAID_CONFIG = {
  startOnLoad: false,
  securityLevel: 'strict',
  suppressErrorRendering: true,
  layout: 'dagre',
  look: 'classic',
  theme: 'base',
  htmlLabels: false,
  markdownAutoWrap: false,
  fontFamily: FONT,
  fontSize: FONT_SIZE,
  deterministicIds: true,
  deterministicIDSeed: 'diagram',
  handDrawnSeed: 1,
  maxTextSize: 100_000,
  maxEdges: 1000,
  themeVariables: { fontFamily: FONT, fontSize: `${FONT_SIZE}px` },
  flowchart: {
    htmlLabels: false,
    curve: 'rounded',
    diagramPadding: 0,
    padding: 10,
    nodeSpacing: 28,
    rankSpacing: 34,
    minNodeWidth: 92,
    wrappingWidth: 260,
    subGraphTitleMargin: { top: 6, bottom: 4 },
  },
  sequence: {
    mirrorActors: false,
    diagramMarginX: 0,
    diagramMarginY: 0,
    actorMargin: 40,
    width: 120,
    height: 44,
    boxMargin: 8,
    boxTextMargin: 6,
    noteMargin: 10,
    messageMargin: 26,
    actorFontFamily: FONT,
    actorFontSize: FONT_SIZE,
    actorFontWeight: 500,
    messageFontFamily: FONT,
    messageFontSize: FONT_SIZE,
    noteFontFamily: FONT,
    noteFontSize: FONT_SIZE,
  },
  secure: [
    'secure', 'securityLevel', 'startOnLoad', 'maxTextSize', 'maxEdges', 'suppressErrorRendering', 'layout', 'look', 'theme', 'themeCSS', 'themeVariables',
    'htmlLabels', 'fontFamily', 'fontSize', 'deterministicIds', 'deterministicIDSeed', 'handDrawnSeed',
  ],
} satisfies MermaidConfig
