/**
 * The flows that are proved: how each begins, what its people do, and what they do who come back
 * after the shop was gone. Everything goes through an engine; the browser's and the bank's part goes
 * to the emulator.
 */
import type { Flow } from './flow';
import { letGo, pay, recover, refund, retry, saveCard, together } from './flows-of-orders';
import {
  plus,
  plusAgain,
  remove,
  removeUnused,
  subscribe,
  sync,
  syncAndPay,
} from './flows-of-plans';
import { flowsWanted } from './options';

export const flows: readonly Flow[] = [
  ...[saveCard, pay(1), pay(3), retry, recover, refund],
  ...[together, letGo, subscribe, sync, syncAndPay, remove, removeUnused, plus, plusAgain],
].filter(({ name }) => flowsWanted.test(name));
