import { beforeEach, describe, expect, it } from 'vitest';
import type { SavedMethodId } from '../../model/ids';
import { forgetLimits } from '../../security/rate-limit';
import { findForeignMethods } from './find-foreign-methods';
import { setDefaultMethod } from './set-default-method';
import { startCheckout } from '../start-checkout';
import { alteringProxy, type Answer } from '../testing/altering-proxy';
import { openHouse } from '../testing/house';
import { fillCart, newBuyer, openStalls, saveCard } from '../testing/shop';
import { listWallet } from './wallet';

const proxy = alteringProxy(/^GET \/v1\/customers\/[^/]+\/payment_methods/);
const house = openHouse(proxy.open);
beforeEach(forgetLimits);

/** What another integration has put on the Customer: the emulator itself makes no such methods. */
const others = (answer: Answer) => {
  const list = JSON.parse(answer.body) as { data: object[] };
  let created = 1_700_000_000;
  const made = (id: string, type: string, more: object = {}) => ({
    // Each older than the one before, as the wallet shows the newest first.
    ...{ id, object: 'payment_method', type, created: created--, customer: 'cus_1', metadata: {} },
    ...more,
  });
  list.data.push(
    made('pm_link', 'link', { link: { email: 'jenny@example.com' } }),
    made('pm_sepa', 'sepa_debit', { sepa_debit: { last4: '3000' } }),
    made('pm_foreign_card', 'card', { card: { brand: 'visa', last4: '1881' } }),
    made('pm_tomorrow', 'a_type_of_tomorrow'),
  );
  answer.body = JSON.stringify(list);
};

describe('methods that another integration has saved', () => {
  it('are shown with an honest word when they cannot be copied, and can pay nobody', async () => {
    const { emulator } = house;
    const buyer = await newBuyer();
    const card = await saveCard(emulator, buyer, 'pm_card_visa');
    proxy.alter = others;
    await findForeignMethods(buyer.id);
    const wallet = await listWallet(buyer.id);
    expect(wallet.map(({ type, brandName, last4 }) => [type, brandName, last4])).toEqual([
      ['card', 'Visa', '4242'],
      ['link', 'Link', ''],
      ['sepa_debit', 'SEPA Direct Debit', '3000'],
      ['a_type_of_tomorrow', 'Card', ''],
    ]);
    expect(wallet.map(({ cannotPay }) => cannotPay !== null)).toEqual([false, true, true, true]);
    const link = wallet[1];
    expect(link?.cannotPay).toMatch(/^Link cannot pay sellers on Souk: .+ Save a card to pay\.$/);

    const quote = await fillCart(buyer, await openStalls(emulator, 1));
    await emulator.forget();
    const refused = await startCheckout(buyer, {
      quote,
      savedMethodId: link?.id as SavedMethodId,
    });
    expect(refused).toMatchObject({ reason: 'card_unusable', message: link?.cannotPay });
    expect(await setDefaultMethod(buyer, link?.id as SavedMethodId)).toMatchObject({ ok: false });
    expect(await emulator.writes()).toEqual([]);
    expect(await startCheckout(buyer, { quote, savedMethodId: card.id })).toMatchObject({
      ok: true,
    });
  });

  it('are looked for now and then, and each is kept once', async () => {
    const buyer = await newBuyer();
    await saveCard(house.emulator, buyer, 'pm_card_visa');
    let looks = 0;
    proxy.alter = () => (looks += 1);
    await findForeignMethods(buyer.id);
    await findForeignMethods(buyer.id);
    expect(looks).toBe(1);
    forgetLimits();
    await findForeignMethods(buyer.id);
    expect(looks).toBe(2);
    expect(await listWallet(buyer.id)).toHaveLength(1);
  });

  it('are not asked about for who has no Customer', async () => {
    await findForeignMethods((await newBuyer()).id);
    expect(await house.emulator.calls()).toEqual([]);
  });
});
