import { beforeAll, beforeEach, vi } from 'vitest';
import { prepareQueues } from '@/lib/jobs/boss';
import { openHouse } from '@/lib/payments/testing/house';
import { forgetLimits } from '@/lib/security/rate-limit';
import { call, everyRoute, type Asking, type Route } from './every-route';
import { openPeople, type People } from './people';

/** The shop with every route handler and those who ask; `all` and `people` are there when a test begins. */
export function openRoutes() {
  const house = openHouse();
  const opened = {
    house,
    all: [] as Route[],
    people: {} as People,
    /** As a guest, about the buyer's, unless it is told otherwise. */
    ask: (route: Route, more: Partial<Asking> = {}) =>
      call(route, { ids: opened.people.ids, ...more }),
  };
  beforeAll(async () => {
    await prepareQueues();
    opened.all = await everyRoute();
    opened.people = await openPeople(house.emulator);
  });
  beforeEach(() => {
    forgetLimits();
    vi.spyOn(console, 'error').mockReturnValue();
  });
  return opened;
}
