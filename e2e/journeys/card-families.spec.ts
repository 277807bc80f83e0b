/** Each family of Stripe's test cards, with one seller and with three. */
import { expect, test, type Page } from '@playwright/test';
import { AfterSale } from '../pages/after-sale';
import { Confirmation } from '../pages/confirmation';
import { goods } from '../pages/shop';
import { Wallet } from '../pages/wallet';
import {
  amex,
  askingCards,
  askingOnceCards,
  blockedCards,
  payingCards,
  type FamilyCard,
} from '../support/families';
import { cards } from '../support/cards';
import { chargesOf } from '../support/expected-calls';
import { ordered } from '../support/ordered';
import { signedUp } from '../support/people';
import { StripeCalls } from '../support/stripe-calls';

const one = [goods.pattern];
const three = [goods.bowl, goods.lavender, goods.incense];

test.beforeEach(async ({ page }) => {
  await signedUp(page);
});

/** One seller is paid with it, then three, each by one clone and one charge. */
async function expectPays(page: Page, { name }: FamilyCard): Promise<void> {
  for (const wanted of [one, three]) {
    const calls = await StripeCalls.fromNow();
    const order = await ordered(page, name, wanted);
    for (const { seller } of wanted) await order.expectLeg(seller, 'Paid');
    await calls.expectExactly(chargesOf(await order.read()));
  }
}

test(`an ${amex.name} pays one seller and three`, async ({ page }) => {
  await new Wallet(page).save(amex.card, amex.name);
  await expectPays(page, amex);
});

for (const paying of payingCards) {
  test(`a ${paying.name} pays one seller and three`, { tag: '@whole' }, async ({ page }) => {
    await new Wallet(page).save(paying.card, paying.name);
    await expectPays(page, paying);
  });
}

for (const asking of askingOnceCards) {
  test(
    `a ${asking.name} is confirmed once, and pays one seller and three`,
    { tag: '@whole' },
    async ({ page }) => {
      await new Wallet(page).saveWithChallenge(asking.card, asking.name);
      await expectPays(page, asking);
    },
  );
}

for (const asking of askingCards) {
  test(
    `a ${asking.name} is confirmed for one seller and for each of three`,
    { tag: '@whole' },
    async ({ page }) => {
      await new Wallet(page).saveWithChallenge(asking.card, asking.name);
      for (const wanted of [one, three]) {
        const order = await ordered(page, asking.name, wanted);
        for (const { seller } of wanted) await order.expectLeg(seller, 'Confirm with your bank');
        for (const { seller } of wanted) {
          const confirmation = new Confirmation(page, order.leg(seller));
          await confirmation.open();
          await confirmation.bank.complete();
          await order.expectLeg(seller, 'Paid');
        }
        expect((await order.read()).status).toBe('paid');
      }
    },
  );
}

test(
  'a European card saved with nobody asked pays at once where nobody must ask, and is confirmed in Europe',
  { tag: '@whole' },
  async ({ page }) => {
    const german = 'Visa ending in 0016';
    await new Wallet(page).save({ number: '4000002760000016' }, german);
    const order = await ordered(page, german, three);
    for (const { seller } of [goods.bowl, goods.incense]) await order.expectLeg(seller, 'Paid');
    const { seller } = goods.lavender;
    await order.expectLeg(seller, 'Confirm with your bank');
    await new Confirmation(page, order.leg(seller)).press();
    await order.expectLeg(seller, 'Paid');
  },
);

for (const { name, card } of blockedCards) {
  test(
    `a ${name} is refused to one seller and to three in words that suspect nobody`,
    { tag: '@whole' },
    async ({ page }) => {
      await new Wallet(page).save(card, name);
      for (const wanted of [one, three]) {
        const order = await ordered(page, name, wanted);
        for (const { seller } of wanted) {
          await order.expectLeg(seller, 'Declined');
          await expect(order.leg(seller)).toContainText('The bank declined this card.');
        }
        expect((await order.read()).status).toBe('failed');
        expect(await page.content()).not.toMatch(/fraudulent|highest_risk/);
      }
    },
  );
}

test(
  'a card that its bank confirms and then declines, or cannot look up, is not saved',
  { tag: '@whole' },
  async ({ page }) => {
    const wallet = new Wallet(page);
    await wallet.openForm();
    await wallet.submit({ number: '4000008400001629' });
    await wallet.bank.complete();
    await expect(wallet.problem.first()).toContainText('The bank declined this card.');
    await wallet.submit({ number: '4000008400001280' });
    await expect(wallet.problem.first()).toContainText('The bank could not confirm');
    await page.reload();
    await expect(page.getByRole('article')).toHaveCount(0);
  },
);

/** What a bank checks of what was typed: https://docs.stripe.com/testing#fraud-prevention */
const checked = [
  { number: '4000000000000101', says: 'The security code of this card is wrong.' },
  { number: '4000058400307872', says: 'The security code of this card is wrong.' },
  { number: '4000000000000036', says: 'The address or postal code does not belong to this card.' },
  { number: '4000058400306072', says: 'The address or postal code does not belong to this card.' },
];

test(
  'what a bank finds wrong with a card is told when it is saved',
  { tag: '@whole' },
  async ({ page }) => {
    const wallet = new Wallet(page);
    await wallet.openForm();
    for (const { number, says } of checked) {
      await wallet.submit({ number });
      await expect(wallet.problem.first()).toContainText(says);
    }
    // What a bank cannot check, or checks and lets pass, is saved.
    for (const number of ['4000000000000028', '4000000000000044']) {
      await wallet.save({ number }, `Visa ending in ${number.slice(-4)}`);
    }
  },
);

/** Cards whose bank starts something once they have paid: https://docs.stripe.com/testing#disputes */
const questioned = [
  { number: cards.disputed, says: 'Disputed' },
  { number: cards.inquiry, says: 'The bank is asking about it' },
  { number: '4000000404000038', says: 'Disputed' },
];

for (const { number, says } of questioned) {
  const name = `Visa ending in ${number.slice(-4)}`;
  test(
    `what the bank of a ${name} asks is told by one seller and by each of three`,
    { tag: '@whole' },
    async ({ page }) => {
      await new Wallet(page).save({ number }, name);
      for (const wanted of [one, three]) {
        const order = await ordered(page, name, wanted);
        for (const { seller } of wanted) await order.expectLeg(seller, 'Paid');
        for (const { seller, text } of wanted) {
          const words = new RegExp(`^${says}: ${text.replace('$', '\\$')}`);
          await new AfterSale(page, order, seller).comesToSay(words);
        }
      }
    },
  );
}
