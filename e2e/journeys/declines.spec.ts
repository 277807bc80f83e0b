import { expect, test, type Page } from '@playwright/test';
import { Checkout, type OrderPage } from '../pages/checkout';
import { goods, Shop, type Good } from '../pages/shop';
import { Wallet } from '../pages/wallet';
import { cards } from '../support/cards';
import { chargesOf, savingCalls } from '../support/expected-calls';
import { signedUp } from '../support/people';
import { StripeCalls } from '../support/stripe-calls';

test.beforeEach(async ({ page }) => {
  await signedUp(page);
});

/** What nobody may be told about the card that somebody holds. */
const untold = /lost|stolen|fraud/i;

/** https://docs.stripe.com/testing#declined-payments */
const refusedAtSaving = [
  { number: cards.declined, says: 'The bank declined this card.', code: 'generic_decline' },
  {
    number: cards.insufficientFunds,
    says: 'The bank says that there is not enough money.',
    code: 'insufficient_funds',
  },
  { number: cards.lost, says: 'The bank declined this card.', code: 'generic_decline' },
  { number: cards.stolen, says: 'The bank declined this card.', code: 'generic_decline' },
  { number: cards.expired, says: 'This card has expired.', code: 'expired_card' },
  {
    number: cards.wrongCvc,
    says: 'The security code of this card is wrong.',
    code: 'incorrect_cvc',
  },
  {
    number: cards.processingError,
    says: 'The bank could not be reached.',
    code: 'processing_error',
  },
  {
    number: cards.overLimit,
    says: 'This card has reached a limit of its bank.',
    code: 'card_velocity_exceeded',
  },
];

test('each declining card is refused in its own sentence when it is saved, the code one click away', async ({
  page,
}) => {
  const wallet = new Wallet(page);
  const calls = await StripeCalls.fromNow();
  await wallet.openForm();
  for (const { number, says, code } of refusedAtSaving) {
    await wallet.submit({ number });
    await expect(wallet.problem.first()).toContainText(says);
    await expect(wallet.problem.first()).toContainText('What you typed is still here.');
    await wallet.problem.first().getByText('For engineers').click();
    await expect(wallet.problem.first()).toContainText(code);
    await expect(page.getByRole('main')).not.toContainText(untold);
  }
  await wallet.submit({ number: cards.visa });
  await expect(wallet.method('Visa ending in 4242')).toBeVisible();
  // One SetupIntent for them all.
  await calls.expectExactly(savingCalls);
});

async function ordered(page: Page, card: string, ...wanted: Good[]): Promise<OrderPage> {
  const shop = new Shop(page);
  await shop.add(...wanted);
  await shop.openCheckout();
  const checkout = new Checkout(page);
  await checkout.card(card).check();
  return checkout.pay();
}

const three = [goods.bowl, goods.lavender, goods.incense];

test('a card that declines when it is charged is told by one seller and by three', async ({
  page,
}) => {
  await new Wallet(page).save({ number: cards.declinesWhenCharged }, 'Visa ending in 0341');
  for (const wanted of [[goods.pattern], three]) {
    const calls = await StripeCalls.fromNow();
    const order = await ordered(page, 'Visa ending in 0341', ...wanted);
    for (const { seller } of wanted) {
      await order.expectLeg(seller, 'Declined');
      const leg = order.leg(seller);
      await expect(leg).toContainText('The bank declined this card.');
      await expect(leg).toContainText('Try another card, or ask your bank why.');
      await expect(leg.getByText('generic_decline')).toBeHidden();
      await leg.getByText('For engineers').click();
      await expect(leg.getByText('generic_decline')).toBeVisible();
      await expect(leg.getByText(/^ch_/).first()).toBeVisible();
    }
    const read = await order.read();
    expect(read.status).toBe('failed');
    await calls.expectExactly(chargesOf(read, { status: () => 402 }));
  }
});

test(
  'a card that somebody suspects is told like any other, also to who looks underneath',
  { tag: '@whole' },
  async ({ page }) => {
    await new Wallet(page).save({ number: cards.blocked }, 'Visa ending in 0019');
    const order = await ordered(page, 'Visa ending in 0019', goods.bowl);
    await order.expectLeg(goods.bowl.seller, 'Declined');
    await expect(order.leg(goods.bowl.seller)).toContainText('The bank declined this card.');
    expect(await page.content()).not.toMatch(/fraudulent/);
  },
);

test(
  'a card without money behind its bank’s consent is told by each of three sellers',
  { tag: '@whole' },
  async ({ page }) => {
    const poor = 'Visa ending in 3178';
    await new Wallet(page).saveWithChallenge({ number: cards.authenticatedPoor }, poor);
    const order = await ordered(page, poor, ...three);
    for (const { seller } of three) {
      // Its bank has agreed once and does not ask again; what is missing is the money.
      await order.expectLeg(seller, 'Declined');
      await expect(order.leg(seller)).toContainText('there is not enough money');
    }
    expect((await order.read()).status).toBe('failed');
  },
);
