import { setImmediate as nextTurn } from 'node:timers/promises';

/** More than a page has components in one another that wait for their words: each takes a turn. */
const turns = 20;

/** Fulfilled when a page that has read all that it shows has been drawn, for `Whole`: within a millisecond. */
export async function untilDrawn(): Promise<null> {
  for (let turn = 0; turn < turns; turn += 1) await nextTurn();
  return null;
}
