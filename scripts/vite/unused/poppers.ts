/** Slides have no popups, so there are none to place again after a transition. */
export function recomputeAllPoppers(): void {}
