/** Whom every route handler answers, and what it lets in, whichever handlers there are. */
import { describe, expect, it } from 'vitest';
import { bodies, bodyOf } from './testing/bodies';
import {
  isForm,
  isForOperators,
  isForSellers,
  isPersonal,
  isSigned,
  isWrite,
  nameOf,
  origin,
} from './testing/every-route';
import { openRoutes } from './testing/open-routes';
import { fingerprint } from './testing/people';

const shop = openRoutes();
const { house, ask } = shop;

/** An answer without what is different every time. */
async function told(response: Response) {
  const { error } = (await response.json()) as { error?: { code: string; message: string } };
  return { status: response.status, code: error?.code, message: error?.message };
}

describe('every route', () => {
  it('is found by this test, with a body for each that has an id', () => {
    expect(shop.all.length).toBeGreaterThan(20);
    const needed = shop.all.filter((one) => one.noun.includes('[') && /P/.test(one.method));
    expect(needed.map(nameOf).sort()).toEqual(Object.keys(bodies).sort());
  });

  it('that is somebody’s wants a person', async () => {
    for (const route of shop.all.filter(isPersonal)) {
      expect(await told(await ask(route)), nameOf(route)).toMatchObject({
        status: 401,
        code: 'signed_out',
      });
    }
  });

  it('that writes refuses other sites, and what is no JSON', async () => {
    for (const route of shop.all.filter((one) => isWrite(one) && !isSigned(one))) {
      const { cookie } = shop.people;
      for (const foreign of ['https://evil.example', 'null', `${origin}.evil.example`]) {
        const response = await ask(route, { cookie, origin: foreign });
        expect(response.status, `${nameOf(route)} from ${foreign}`).toBe(403);
      }
      const across = await ask(route, { cookie, 'sec-fetch-site': 'cross-site' });
      expect(across.status, nameOf(route)).toBe(403);
      if (route.method === 'DELETE') continue;
      const form = await ask(route, { cookie, 'content-type': 'text/plain' });
      expect(form.status, nameOf(route)).toBe(415);
    }
  });

  it('that reads a body refuses a key it does not know', async () => {
    const readers = shop.all.filter(
      (one) => isWrite(one) && one.method !== 'DELETE' && !isSigned(one) && !isForm(one),
    );
    for (const route of readers) {
      const cookie = isForOperators(route)
        ? shop.people.strangers.operator
        : isForSellers(route)
          ? shop.people.strangers.seller
          : shop.people.cookie;
      for (const extra of [{ amount: 1 }, { accountId: 'acct_1' }, { buyerId: 'usr_1' }]) {
        const valid = bodyOf(nameOf(route));
        const body = { ...(valid as object), ...extra };
        const refused = await ask(route, { cookie, body });
        expect(refused.status, nameOf(route)).toBe(400);
        // For that key (of several shapes none is named), and not for one that is wanting.
        const { message } = await told(refused);
        const reasons = [Object.keys(extra)[0], 'The request is not what was expected.'];
        expect(
          reasons.some((words) => message?.includes(String(words))),
          nameOf(route),
        ).toBe(true);
      }
    }
  });

  it('answers about somebody else’s as about what there is not, and asks Stripe nothing', async () => {
    const unknown = Object.fromEntries(
      Object.entries(shop.people.ids).map(([noun, id]) => [
        noun,
        `${id.split('_')[0]}_${'0'.repeat(20)}`,
      ]),
    );
    const odd = Object.fromEntries(
      Object.keys(shop.people.ids).map((noun) => [noun, "x_' or 1=1"]),
    );
    await house.emulator.forget();
    const before = await fingerprint();
    for (const route of shop.all.filter((one) => one.noun.includes('['))) {
      // A refund is for the operator and for its own seller to decide on.
      const sellers = isForSellers(route) || route.noun === 'refunds/[id]/decision';
      const cookie = sellers ? shop.people.strangers.seller : shop.people.strangers.buyer;
      for (const ids of [shop.people.ids, unknown, odd]) {
        expect(await told(await ask(route, { cookie, ids })), nameOf(route)).toEqual({
          status: 404,
          code: 'not_found',
          message: 'There is no such thing here.',
        });
      }
    }
    expect(await house.emulator.calls()).toEqual([]);
    expect(await fingerprint()).toBe(before);
  });
});
