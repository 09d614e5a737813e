declare module '*.mmd?diagram' {
  const diagram: import('../../diagrams/draw.ts').Diagram
  export default diagram
}
