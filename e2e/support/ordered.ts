import type { Page } from '@playwright/test';
import { Checkout, type OrderPage } from '../pages/checkout';
import { Shop, type Good } from '../pages/shop';

/** Places an order of these goods, paid with what the wallet calls by this name. */
export async function ordered(
  page: Page,
  name: string,
  wanted: readonly Good[],
): Promise<OrderPage> {
  const shop = new Shop(page);
  await shop.add(...wanted);
  await shop.openCheckout();
  const checkout = new Checkout(page);
  await checkout.card(name).check();
  return checkout.pay();
}
