/**
 * The flows that are proved: how each begins, what its people do, and what they do who come back
 * after the shop was gone. Everything goes through an engine; the browser's and the bank's part goes
 * to the emulator.
 */
import type { Flow } from './flow';
import { calledOff, letGo, sentBack, together } from './flows-of-holds';
import { late, pay, recover, refund, removeUnused, retry, saveCard } from './flows-of-orders';
import { plus, plusAgain, subscribe } from './flows-of-plans';
import { edit, remove, rename, sync, syncAndPay } from './flows-of-sync';
import { flowsWanted } from './options';

export const flows: readonly Flow[] = [
  ...[saveCard, pay(1), pay(3), retry, recover, refund],
  ...[together, letGo, sentBack, calledOff, late],
  ...[subscribe, sync, syncAndPay, edit, rename, remove, removeUnused],
  ...[plus, plusAgain],
].filter(({ name }) => flowsWanted.test(name));
