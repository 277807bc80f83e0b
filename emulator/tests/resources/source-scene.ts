import type Stripe from 'stripe';
import { expect } from 'vitest';
import type { Emulator } from '../../server/emulator';
import { stripeFor } from '../support/emulator';

/** A version of the API that still makes Sources of local payment methods. */
const olderVersion = '2025-03-31.basil';

/** The official SDK as an older integration uses it. */
export function olderStripe(emulator: Emulator): Stripe {
  return stripeFor(emulator, { apiVersion: olderVersion });
}

/** What an iDEAL Source is made of. */
export const ideal = {
  type: 'ideal',
  amount: 1099,
  currency: 'eur',
  owner: { name: 'Jenny Rosen', email: 'jenny@example.com' },
  redirect: { return_url: 'https://shop.example/back?order=7' },
} satisfies Stripe.SourceCreateParams;

/** The same of a type that the pinned version makes. */
export const alipay = {
  ...ideal,
  type: 'alipay',
  currency: 'usd',
} satisfies Stripe.SourceCreateParams;

/** Presses a button of the Source's page; says where the owner goes from there. */
export async function atThePage(
  source: Stripe.Source,
  outcome: 'authenticate' | 'fail',
): Promise<URL> {
  const answer = await fetch(source.redirect?.url ?? source.wechat?.qr_code_url ?? '', {
    method: 'POST',
    body: new URLSearchParams({ outcome }),
    redirect: 'manual',
  });
  expect(answer.status).toBe(303);
  return new URL(answer.headers.get('location') ?? '');
}
