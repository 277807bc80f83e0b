import { describe, expect, test } from 'vitest';
import type Stripe from 'stripe';
import { complete } from './account-params';
import { expectShape, failure, scene } from './scene';

/** An account with the Express Dashboard whose requirements the platform collects no more. */
async function onboarded(stripe: Stripe): Promise<string> {
  const { id } = await stripe.accounts.create({ type: 'express', country: 'FR' });
  const { url } = await stripe.accountLinks.create({
    account: id,
    type: 'account_onboarding',
    refresh_url: 'https://shop.example/again',
    return_url: 'https://shop.example/back',
  });
  const page = await fetch(url);
  const test = await fetch(page.url, {
    method: 'POST',
    body: new URLSearchParams({ action: 'test-data' }),
  });
  const fields = [...(await test.text()).matchAll(/name="(\w+)"\s+type="\w+"\s+value="([^"]*)"/g)];
  const entered = Object.fromEntries(fields.map(([, name, value]) => [name, value])) as object;
  await fetch(page.url, {
    method: 'POST',
    body: new URLSearchParams({ ...entered, type: 'individual', action: 'submit' }),
    redirect: 'manual',
  });
  return id;
}

describe('login links', () => {
  test('open the dashboard of an express account once', async () => {
    const { stripe } = await scene();
    const id = await onboarded(stripe);
    const link = await stripe.accounts.createLoginLink(id);
    expectShape(link);
    expect(link.url).toContain(`/express/${id}/`);
    const page = await fetch(link.url);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('Express Dashboard');
    expect((await fetch(link.url)).status).toBe(404);
  });

  test('are for express accounts that were onboarded', async () => {
    const { stripe } = await scene();
    const { id } = await stripe.accounts.create(complete);
    expect((await failure(stripe.accounts.createLoginLink(id))).message).toBe(
      `Cannot create a login link for the account ${id}, which is not an Express account.`,
    );
    const express = await stripe.accounts.create({ type: 'express' });
    expect((await failure(stripe.accounts.createLoginLink(express.id))).message).toBe(
      'Cannot create a login link for an account that has not completed onboarding.',
    );
  });
});
