import { expect, type Locator, type Page } from '@playwright/test';

/** Goods of one kind only, one per seller, with enough in stock for every journey. */
export const goods = {
  bowl: { slug: 'noodle-bowl', name: 'Noodle bowl', seller: 'Linden Clay', text: '$42.00' },
  cards: {
    slug: 'thank-you-cards',
    name: 'Thank-you cards',
    seller: 'Paper Harbor',
    text: '$22.00',
  },
  lavender: {
    slug: 'lavender-sachets',
    name: 'Lavender sachets',
    seller: 'Atelier Mistral',
    text: '€12.00',
  },
  incense: { slug: 'hinoki-incense', name: 'Hinoki incense', seller: 'Kumo House', text: '¥1,500' },
  pattern: {
    slug: 'chore-coat-pattern',
    name: 'Chore coat pattern',
    seller: 'Night Owl Patterns',
    text: '$14.00',
  },
} as const;

/** Plans, one per seller; the price is that of one, for one period. */
export const plans = {
  coffee: { slug: 'studio-coffee', name: 'Studio coffee', seller: 'Linden Clay', text: '$16.00' },
  soap: {
    slug: 'soap-of-the-month',
    name: 'Soap of the month',
    seller: 'Atelier Mistral',
    text: '€9.00',
  },
  incense: {
    slug: 'incense-of-the-month',
    name: 'Incense of the month',
    seller: 'Kumo House',
    text: '¥1,200',
  },
  library: {
    slug: 'pattern-library',
    name: 'Pattern library',
    seller: 'Night Owl Patterns',
    text: '$48.00',
  },
} as const;

export type Good = (typeof goods)[keyof typeof goods];
export type Plan = (typeof plans)[keyof typeof plans];

export class Shop {
  constructor(private readonly page: Page) {}

  get cartLink(): Locator {
    return this.page.getByRole('banner').getByRole('link', { name: /^Cart/ });
  }

  /** What a press of "Add to cart" comes to; one that came before any script ends on the cart's page. */
  get added(): Locator {
    const cart = this.page.getByRole('heading', { level: 1, name: 'Your cart' });
    return this.page.getByText('Added to cart').or(cart).first();
  }

  async add(...wanted: (Good | Plan)[]): Promise<void> {
    for (const good of wanted) {
      await this.page.goto(`/products/${good.slug}`);
      await expect(this.page.getByRole('heading', { level: 1, name: good.name })).toBeVisible();
      await this.page.getByRole('button', { name: 'Add to cart' }).click();
      await expect(this.added).toBeAttached();
    }
  }

  async openCart(): Promise<void> {
    await this.page.goto('/cart');
    await expect(this.page.getByRole('heading', { level: 1, name: 'Your cart' })).toBeVisible();
  }

  async openCheckout(): Promise<void> {
    await this.openCart();
    await this.page.getByRole('link', { name: 'Check out' }).click();
    await expect(this.page.getByRole('heading', { level: 1, name: 'Checkout' })).toBeVisible();
  }
}
