/** For tests only: shops with somebody at work in them. */
import type { SellerUser } from '../../model/views';
import { workerOf } from '../../seller/testing';
import type { Emulator } from './emulator';
import { openStalls, type Stall } from './shop';

/** One stall, with who works for it. */
export async function openShop(
  emulator: Emulator,
): Promise<{ readonly stall: Stall; readonly worker: SellerUser }> {
  const [stall] = (await openStalls(emulator, 1)) as [Stall];
  return { stall, worker: await workerOf(stall) };
}

/** Two stalls, with who works for the first; and a stranger there, who works for the second. */
export async function openShops(emulator: Emulator): Promise<{
  readonly stalls: readonly [Stall, Stall];
  readonly worker: SellerUser;
  readonly stranger: SellerUser;
}> {
  const stalls = (await openStalls(emulator, 2)) as [Stall, Stall];
  const [worker, stranger] = await Promise.all([workerOf(stalls[0]), workerOf(stalls[1])]);
  return { stalls, worker, stranger };
}
