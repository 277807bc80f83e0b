/** News of a card, while its sellers are still at an earlier change of it. */
import { describe, expect, it } from 'vitest';
import type { PlatformMethodId } from '../../model/ids';
import { newLeaseOwner } from '../../store/lease';
import { claimMirror } from './claim-mirror';
import { followMethod } from './follow-method';
import { syncMirror } from './sync-mirror';
import { mirrorAt } from '../testing/mirrors';
import {
  drift,
  kill,
  lastSync,
  openSyncHouse,
  settle,
  type Subscribed,
} from '../testing/sync-house';

const house = openSyncHouse(2);

const follow = ({ card }: Subscribed) => followMethod(card.platformMethodId as PlatformMethodId);

/** Stripe tells of another address, as after a change in its Dashboard. */
async function move(subscribed: Subscribed, postalCode: string) {
  await house.emulator.stripe.paymentMethods.update(subscribed.card.platformMethodId, {
    billing_details: { address: { postal_code: postalCode } },
  });
  return follow(subscribed);
}

/** Drives a mirror up to a call that gets no answer; the SDK repeats it twice. */
async function stopAt(subscribed: Subscribed, path: string, action: 'drop' | 'fail') {
  const status = action === 'fail' ? { status: 500 } : {};
  const account = subscribed.mirror.accountId;
  await house.emulator.fault({ method: 'POST', path, account, action, times: 3, ...status });
  await syncMirror(subscribed.mirror.id);
  await house.emulator.clearFaults();
}

async function isDone({ buyer, mirrors }: Subscribed): Promise<void> {
  await settle(mirrors);
  expect(await drift(buyer.id)).toEqual([]);
  for (const mirror of mirrors) {
    const { charged, attached } = await mirrorAt(house.emulator, mirror);
    expect(attached).toEqual([charged]);
  }
}

describe('a card that changes once more', () => {
  it('is followed by sellers who have made a copy of it just before', async () => {
    const subscribed = await house.subscribed(2);
    await move(subscribed, '10001');
    await stopAt(subscribed, '/v1/payment_methods/*/attach', 'fail');
    expect((await lastSync(subscribed.mirror.id)).state).toBe('attaching');
    expect(await move(subscribed, '10002')).toBe('converged');
    await isDone(subscribed);
  });

  it('is followed by a seller who is about to charge the copy of before', async () => {
    const subscribed = await house.subscribed();
    await move(subscribed, '10001');
    await stopAt(subscribed, '/v1/subscriptions/*', 'fail');
    expect((await lastSync(subscribed.mirror.id)).state).toBe('pointing');
    expect(await move(subscribed, '10002')).toBe('converged');
    await isDone(subscribed);
  });

  it('is followed by a seller whose copy was made and never heard of', async () => {
    const subscribed = await house.subscribed();
    await move(subscribed, '10001');
    await stopAt(subscribed, '/v1/payment_methods', 'drop');
    expect((await lastSync(subscribed.mirror.id)).state).toBe('cloning');
    expect(await move(subscribed, '10002')).toBe('converged');
    await isDone(subscribed);
  });

  it('is looked at again where a copy is just being made', async () => {
    const subscribed = await house.subscribed();
    const { id } = subscribed.mirror;
    await move(subscribed, '10001');
    await claimMirror({ id, owner: newLeaseOwner() });
    const before = await lastSync(id);
    expect(before.state).toBe('cloning');
    expect(await follow(subscribed)).toBe('busy');
    expect(await lastSync(id)).toEqual(before);
    await kill(id);
    await settle(subscribed.mirrors);
    expect(await follow(subscribed)).toBe('converged');
    expect((await lastSync(id)).number).toBe(before.number);
    await isDone(subscribed);
  });
});

describe('news that says nothing new', () => {
  it('is not followed where the copy on its way says what the card says', async () => {
    const subscribed = await house.subscribed(2);
    await move(subscribed, '10001');
    await stopAt(subscribed, '/v1/payment_methods/*/attach', 'fail');
    const before = await Promise.all(subscribed.mirrors.map(({ id }) => lastSync(id)));
    expect(before.map(({ state }) => state)).toEqual(['attaching', 'waiting']);
    await follow(subscribed);
    expect(await Promise.all(subscribed.mirrors.map(({ id }) => lastSync(id)))).toEqual(before);
    await isDone(subscribed);
  });

  it('keeps no seller waiting for one whose account cannot be read', async () => {
    const subscribed = await house.subscribed(2);
    const [first, second] = subscribed.mirrors;
    await house.emulator.fault({
      ...{ method: 'GET', path: '/v1/payment_methods/*', account: first?.accountId as string },
      ...{ action: 'fail', status: 403, error: { type: 'invalid_request_error' } },
    });
    await move(subscribed, '10001');
    expect(await lastSync(second?.id as never)).toMatchObject({ reason: 'details' });
    await house.emulator.clearFaults();
    await isDone(subscribed);
  });
});
