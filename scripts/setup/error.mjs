// @ts-check

/** What stops the set-up and has one sentence for the person in front of it; it is shown without a stack. */
export class SetupError extends Error {}
