import { describe, expect, test } from 'vitest';
import { startEmulator, stripeFor } from '../support/emulator';
import { company } from './account-params';
import { eventTypes, expectShape, failure, scene } from './scene';

const urls = {
  refresh_url: 'https://shop.example/again',
  return_url: 'https://shop.example/back?seller=1',
};

/** Follows a link as a browser does, without going where it leads. */
async function open(url: string): Promise<{ status: number; location: string | null }> {
  const response = await fetch(url, { redirect: 'manual' });
  return { status: response.status, location: response.headers.get('location') };
}

async function send(url: string, fields: Record<string, string>): Promise<Response> {
  return fetch(url, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });
}

describe('account links', () => {
  test('lead an express account through Stripe’s form, and back', async () => {
    const { stripe } = await scene();
    const account = await stripe.accounts.create({
      type: 'express',
      capabilities: { card_payments: { requested: true }, transfers: { requested: true } },
    });
    const link = await stripe.accountLinks.create({
      account: account.id,
      type: 'account_onboarding',
      ...urls,
    });
    expectShape(link);
    expect(link.expires_at).toBe(link.created + 300);
    expect(link.url).toContain(`/setup/e/${account.id}/`);
    const { status, location } = await open(link.url);
    expect(status).toBe(303);
    const form = new URL(location ?? '', link.url).href;
    const page = await (await fetch(form)).text();
    expect(page).toContain('Test platform works with Stripe');

    const empty = await send(form, { action: 'submit', type: 'individual' });
    expect(empty.status).toBe(422);
    expect(await empty.text()).toContain('First name is missing.');
    const filled = await (await send(form, { action: 'test-data', first_name: 'Ada' })).text();
    expect(filled).toMatch(/name="first_name"[^>]*value="Ada"/);
    expect(filled).toMatch(/name="last_name"[^>]*value="Rosen"/);

    const entered = Object.fromEntries(
      [...filled.matchAll(/name="(\w+)"\s+type="\w+"\s+value="([^"]*)"/g)].map(
        ([, name, value]) => [name, value],
      ),
    ) as Record<string, string>;
    const done = await send(form, { ...entered, type: 'individual', action: 'submit' });
    expect(done.status).toBe(303);
    expect(done.headers.get('location')).toBe(urls.return_url);
    expect(await stripe.accounts.retrieve(account.id)).toMatchObject({
      details_submitted: true,
      charges_enabled: true,
      payouts_enabled: true,
      business_type: 'individual',
      individual: { first_name: 'Ada', last_name: 'Rosen' },
      requirements: { currently_due: [] },
    });
    expect(await eventTypes(stripe, { stripeAccount: account.id })).toEqual([
      'account.external_account.created',
      'person.created',
      'capability.updated',
      'capability.updated',
      'account.updated',
    ]);
    // Sent twice, the form changes nothing.
    expect((await send(form, { action: 'submit' })).headers.get('location')).toBe(urls.return_url);
  });

  test('make a standard account chargeable, who lets the platform in', async () => {
    const { stripe } = await scene();
    const { id } = await stripe.accounts.create({ type: 'standard' });
    const link = await stripe.accountLinks.create({
      account: id,
      type: 'account_onboarding',
      ...urls,
    });
    const form = new URL((await open(link.url)).location ?? '', link.url).href;
    const filled = await (await send(form, { action: 'test-data', type: 'company' })).text();
    const entered = Object.fromEntries(
      [...filled.matchAll(/name="(\w+)"\s+type="\w+"\s+value="([^"]*)"/g)].map(
        ([, name, value]) => [name, value],
      ),
    ) as Record<string, string>;
    await send(form, { ...entered, type: 'company', action: 'submit' });
    expect(await stripe.accounts.retrieve(id)).toMatchObject({
      charges_enabled: true,
      capabilities: { card_payments: 'active', transfers: 'active' },
      company: { name: 'Test Company', tax_id_provided: true },
    });
    expect(await eventTypes(stripe, { stripeAccount: id })).toContain(
      'account.application.authorized',
    );
  });

  test('open once, and send later callers to the refresh address', async () => {
    const { stripe } = await scene();
    const { id } = await stripe.accounts.create({ type: 'express' });
    const { url } = await stripe.accountLinks.create({
      account: id,
      type: 'account_onboarding',
      ...urls,
    });
    await fetch(url, { method: 'HEAD', redirect: 'manual' });
    expect((await open(url)).location).toContain('/setup/e/');
    expect(await open(url)).toEqual({ status: 303, location: urls.refresh_url });
    expect((await open(`${url}x`)).status).toBe(404);
  });

  test('close who the holder is to the platform, and leave the rest open', async () => {
    const { stripe } = await scene();
    const { id } = await stripe.accounts.create({ type: 'express', business_type: 'individual' });
    const named = { individual: { first_name: 'Ada' } };
    expect((await stripe.accounts.update(id, named)).individual?.first_name).toBe('Ada');
    await stripe.accountLinks.create({ account: id, type: 'account_onboarding', ...urls });
    const refused = { statusCode: 403, code: 'oauth_not_supported' };
    expect(await failure(stripe.accounts.update(id, named))).toMatchObject(refused);
    expect(await failure(stripe.accounts.createPerson(id, {}))).toMatchObject({ statusCode: 400 });
    const { data } = await stripe.accounts.listPersons(id);
    const person = stripe.accounts.updatePerson(id, data[0]?.id ?? '', { first_name: 'Bea' });
    expect(await failure(person)).toMatchObject(refused);
    const open = await stripe.accounts.update(id, { metadata: { seller: '1' } });
    expect(open.metadata).toEqual({ seller: '1' });
  });

  test('are too old after five minutes by the clock', async () => {
    let now = Date.now();
    const emulator = await startEmulator({ clock: () => now });
    const stripe = stripeFor(emulator);
    const { id } = await stripe.accounts.create({ type: 'express' });
    const { url } = await stripe.accountLinks.create({
      account: id,
      type: 'account_onboarding',
      ...urls,
    });
    now += 300_000;
    expect(await open(url)).toEqual({ status: 303, location: urls.refresh_url });
  });

  test('leave the account as it is when the form is put off', async () => {
    const { stripe } = await scene();
    const { id } = await stripe.accounts.create(company);
    const { url } = await stripe.accountLinks.create({
      account: id,
      type: 'account_update',
      ...urls,
    });
    expect(url).toContain('/setup/c/');
    const form = new URL((await open(url)).location ?? '', url).href;
    expect(await (await fetch(form)).text()).toContain('Update your details');
    const later = await send(form, { action: 'later' });
    expect(later.headers.get('location')).toBe(urls.return_url);
    expect((await stripe.accounts.retrieve(id)).charges_enabled).toBe(false);
  });

  test('say what is wrong', async () => {
    const { stripe, account, seller } = await scene();
    const create = stripe.accountLinks.create.bind(stripe.accountLinks);
    const good = { account, type: 'account_onboarding', ...urls } as const;
    expect(await failure(create({ ...good, account: 'acct_no' }))).toMatchObject({
      statusCode: 400,
      code: 'resource_missing',
      param: 'account',
    });
    expect(await failure(create({ ...good, return_url: 'shop' }))).toMatchObject({
      code: 'url_invalid',
      param: 'return_url',
    });
    const { refresh_url: _, ...without } = good;
    expect(await failure(create(without))).toMatchObject({
      code: 'parameter_missing',
      param: 'refresh_url',
    });
    expect(await failure(create(good, seller))).toMatchObject({ statusCode: 403 });
    const express = await stripe.accounts.create({ type: 'express' });
    const update = { ...good, account: express.id, type: 'account_update' } as const;
    expect(await failure(create(update))).toMatchObject({ statusCode: 400, param: 'type' });
  });
});
