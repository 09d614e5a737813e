/** Whether everything is looked at: `npm test -- --sweep`, as CI runs it. Otherwise one of each kind is. */
export const isSweep = process.env.SWEEP === '1'
