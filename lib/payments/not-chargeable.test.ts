import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { AccountId } from '../model/ids';
import { getDb } from '../store/client';
import { newLeaseOwner } from '../store/lease';
import { legs, savedMethods } from '../store/schema';
import { claimLegs, storeClone } from './leg-progress';
import { readOwnOrder } from './orders';
import { payLeg } from './pay-leg';
import { removeMethod } from './wallet/remove-method';
import { openMarket } from './testing/market';
import {
  firstLeg,
  minutesAgo,
  onAccount,
  paidOnce,
  placed,
  readLeg,
  rewind,
  type Placed,
} from './testing/orders';

const market = openMarket(2);

describe('what cannot be charged', () => {
  it('is a card that was removed before it was cloned', async () => {
    const order = await placed(market.emulator, market.oneStall);
    await removeMethod(order.buyer, order.card.id);
    await market.emulator.forget();
    await payLeg(firstLeg(order));
    const { leg, attempt } = await readLeg(firstLeg(order));
    expect(leg.state).toBe('failed');
    expect(attempt.problem).toMatchObject({ code: 'method_removed' });
    expect(await market.emulator.writes()).toEqual([]);
  });

  it('is a card that is gone at Stripe', async () => {
    const { emulator } = market;
    const order = await placed(emulator, market.oneStall);
    await emulator.stripe.paymentMethods.detach(order.card.platformMethodId);
    await payLeg(firstLeg(order));
    const view = await readOwnOrder(order.buyer.id, order.orderId);
    expect(view?.legs[0]).toMatchObject({ state: 'failed', canRetry: true });
    expect(view?.legs[0]?.problem?.message).toBe('This payment could not be made.');
    expect(await onAccount(emulator, view?.legs[0]?.accountId ?? '', order.orderId)).toEqual({
      intents: 0,
      received: 0,
    });
  });

  it('is an account that we have no access to', async () => {
    const order = await placed(market.emulator, market.oneStall);
    const db = await getDb();
    await db
      .update(legs)
      .set({ accountId: 'acct_0000000000000000' as AccountId })
      .where(eq(legs.orderId, order.orderId));
    await payLeg(firstLeg(order));
    const view = await readOwnOrder(order.buyer.id, order.orderId);
    expect(view?.legs[0]?.state).toBe('failed');
    expect(view?.legs[0]?.problem?.message).toBe('This seller cannot be paid at the moment.');
  });
});

describe('a card that was removed while its leg was to be charged', () => {
  const withdraw = async (order: Placed) => {
    const db = await getDb();
    const mine = eq(savedMethods.id, order.card.id);
    await db.update(savedMethods).set({ status: 'removed' }).where(mine);
    await market.emulator.forget();
  };

  it('is not charged any more, though there is a clone of it', async () => {
    const order = await placed(market.emulator, market.oneStall);
    const legId = firstLeg(order);
    const [task] = await claimLegs([legId], newLeaseOwner());
    if (!task) throw new Error('no task');
    await storeClone(task, 'pm_of_a_dead_driver' as never);
    await rewind(legId, { state: 'charging' }, { createdAt: minutesAgo(3) });
    await withdraw(order);
    await payLeg(legId);
    const { leg, attempt } = await readLeg(legId);
    expect(leg.state).toBe('failed');
    expect(attempt.problem).toMatchObject({ code: 'method_removed' });
    expect(await market.emulator.writes()).toEqual([]);
  });

  it('is settled when the charge had been made before', async () => {
    const order = await placed(market.emulator, market.oneStall);
    const legId = firstLeg(order);
    await payLeg(legId);
    await rewind(legId, { state: 'charging' });
    await withdraw(order);
    await payLeg(legId);
    await paidOnce(market.emulator, order);
    expect(await market.emulator.writes()).toEqual([]);
  });
});
