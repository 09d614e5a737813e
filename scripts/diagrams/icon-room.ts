// Runs inside the drafting page, before Mermaid draws. A state shows its status as an icon at its left; the room for it
// has to be there when the layout is made, and Mermaid has no setting for it. So the label of a state says that it is
// wider than it is.

/** Room at either side of a state's label, in px, beside Mermaid's own padding. */
const ROOM = 16

export function leaveRoomForIcons(): void {
  const measure = SVGGraphicsElement.prototype.getBBox
  SVGGraphicsElement.prototype.getBBox = function (options?: SVGBoundingBoxOptions): DOMRect {
    const box = measure.call(this, options)
    if (box.width === 0 || !this.closest('.node[class*="asl-state"] > .label')) return box
    return new DOMRect(box.x - ROOM, box.y, box.width + 2 * ROOM, box.height)
  }
}
