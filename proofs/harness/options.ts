/** What may be said of a run of the proofs by the environment; CI says nothing. */
const { PROOFS_FLOWS, PROOFS_PATIENCE_S, PROOFS_WHOLE, PROOFS_WIDTH } = process.env;

/** Which flows are proved, by a part of their names. */
export const flowsWanted = new RegExp(PROOFS_FLOWS ?? '');

/**
 * How long a shop may take until it has nothing to do any more: half a minute from its start is what
 * it promises. More of it only on a machine that is busy with something else.
 */
export const patienceSeconds = Number(PROOFS_PATIENCE_S || 30);

/** Engines that run at once. */
export const width = Number(PROOFS_WIDTH || 2);

/** Whether every point is played, or those that tell most: a minute or two instead of ten. */
export const whole = PROOFS_WHOLE === '1';
