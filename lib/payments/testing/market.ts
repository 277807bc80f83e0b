/** For tests only: a house with a few sellers in it, and no noise about legs that are stopped. */
import { beforeAll, beforeEach, vi } from 'vitest';
import type { Emulator } from './emulator';
import { openHouse } from './house';
import { openStalls, type Stall } from './shop';

export interface Market {
  readonly emulator: Emulator;
  readonly stalls: readonly Stall[];
  /** The first seller alone, for an order of one leg. */
  readonly oneStall: readonly Stall[];
}

/** Call it at the top of a test file about legs whose driver dies or whose answers are lost. */
export function openMarket(count: number, through?: Parameters<typeof openHouse>[0]): Market {
  const house = openHouse(through);
  let stalls: Stall[] = [];
  beforeAll(async () => {
    stalls = await openStalls(house.emulator, count);
  });
  beforeEach(() => {
    // What is logged about a stopped leg is not what these tests are about.
    vi.spyOn(console, 'error').mockReturnValue();
  });
  return {
    get emulator() {
      return house.emulator;
    },
    get stalls() {
      return stalls;
    },
    get oneStall() {
      return stalls.slice(0, 1);
    },
  };
}
