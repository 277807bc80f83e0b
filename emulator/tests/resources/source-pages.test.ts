import { describe, expect, test } from 'vitest';
import { control } from '../support/raw-call';
import { eventTypes, failure, scene, type Scene } from './scene';
import { alipay, atThePage } from './source-scene';

const hour = 60 * 60;

/** A clock that stands until it is put forward. */
const standing = { clock: () => 1_790_000_000_000 };

/** Puts the emulator's clock forward by seconds. */
async function advance({ emulator }: Scene, advance_seconds: number): Promise<void> {
  await control(emulator, 'POST', '/clock', { advance_seconds });
}

describe('the page of a source', () => {
  test('shows what is asked for, and leads back with the secret', async () => {
    const { stripe } = await scene();
    const source = await stripe.sources.create({
      ...alipay,
      owner: { name: '<b>Jenny</b>' },
      statement_descriptor: 'ORDER 7',
    });
    const page = await fetch(source.redirect?.url ?? '');
    const html = await page.text();
    expect(page.status).toBe(200);
    expect(html).toContain('Alipay test page');
    expect(html).toContain('$10.99');
    expect(html).toContain('ORDER 7');
    expect(html).not.toContain('<b>Jenny');
    expect(page.headers.get('content-security-policy')).toContain(
      "form-action 'self' https://shop.example;",
    );
    const back = await atThePage(source, 'authenticate');
    expect(`${back.origin}${back.pathname}`).toBe('https://shop.example/back');
    expect(Object.fromEntries(back.searchParams)).toEqual({
      order: '7',
      source: source.id,
      livemode: 'false',
      client_secret: source.client_secret,
    });
    expect(await stripe.sources.retrieve(source.id)).toMatchObject({
      owner: { verified_name: '<b>Jenny</b>' },
      redirect: { failure_reason: null, status: 'succeeded' },
      status: 'chargeable',
    });
    expect((await eventTypes(stripe)).at(-1)).toBe('source.chargeable');
  });

  test('lets the owner decline, once', async () => {
    const { stripe } = await scene();
    const source = await stripe.sources.create(alipay);
    await atThePage(source, 'fail');
    const failed = {
      redirect: { failure_reason: 'user_abort', status: 'failed' },
      status: 'failed',
    };
    expect(await stripe.sources.retrieve(source.id)).toMatchObject(failed);
    await atThePage(source, 'authenticate');
    expect(await stripe.sources.retrieve(source.id)).toMatchObject(failed);
    const again = await fetch(source.redirect?.url ?? '', { redirect: 'manual' });
    expect(again.headers.get('location')).toContain('https://shop.example/back');
    expect((await eventTypes(stripe)).filter((type) => type.startsWith('source.'))).toEqual([
      'source.failed',
    ]);
    const charge = stripe.charges.create({ amount: 1099, currency: 'usd', source: source.id });
    expect((await failure(charge)).message).toContain('not in a chargeable state');
  });

  test('is nobody’s who does not know the secret, nor another page’s', async () => {
    const { stripe } = await scene();
    const source = await stripe.sources.create(alipay);
    const url = new URL(source.redirect?.url ?? '');
    const foreign = await fetch(url, {
      method: 'POST',
      body: new URLSearchParams({ outcome: 'authenticate' }),
      headers: { origin: 'https://evil.example' },
    });
    expect(foreign.status).toBe(400);
    url.searchParams.set('client_secret', 'src_client_secret_guess');
    expect((await fetch(url)).status).toBe(404);
    const guessed = await fetch(url, {
      method: 'POST',
      body: new URLSearchParams({ outcome: 'authenticate' }),
    });
    expect(guessed.status).toBe(404);
    expect(await stripe.sources.retrieve(source.id)).toMatchObject({ status: 'pending' });
  });

  test('stands for the machine where money is sent', async () => {
    const { stripe } = await scene();
    const source = await stripe.sources.create({
      type: 'multibanco',
      amount: 500,
      currency: 'eur',
      owner: { email: 'jenny@example.com' },
      redirect: alipay.redirect,
    });
    await atThePage(source, 'authenticate');
    expect(await stripe.sources.retrieve(source.id)).toMatchObject({
      receiver: { amount_received: 500 },
      status: 'chargeable',
    });
    const { data } = await stripe.sources.listSourceTransactions(source.id);
    expect(data).toMatchObject([{ amount: 500, type: 'multibanco' }]);
    const charge = await stripe.charges.create({
      amount: 500,
      currency: 'eur',
      source: source.id,
    });
    expect(charge).toMatchObject({
      payment_method_details: { type: 'multibanco', multibanco: { entity: '11111' } },
      status: 'succeeded',
    });
  });

  test('answers for an app that has no way back', async () => {
    const { stripe } = await scene();
    const source = await stripe.sources.create({ type: 'wechat', amount: 500, currency: 'usd' });
    const answer = await fetch(source.wechat?.qr_code_url ?? '', {
      method: 'POST',
      body: new URLSearchParams({ outcome: 'authenticate' }),
    });
    expect(await answer.text()).toContain('WeChat Pay was authorized');
    const charge = await stripe.charges.create({
      amount: 500,
      currency: 'usd',
      source: source.id,
    });
    expect(charge).toMatchObject({
      payment_method_details: { type: 'wechat' },
      status: 'succeeded',
    });
  });
});

describe('a source that is not used', () => {
  test('is canceled when nobody has agreed for an hour', async () => {
    const made = await scene(standing);
    const { stripe } = made;
    const { id } = await stripe.sources.create(alipay);
    await advance(made, hour - 1);
    expect(await stripe.sources.retrieve(id)).toMatchObject({ status: 'pending' });
    await advance(made, 1);
    expect(await stripe.sources.retrieve(id)).toMatchObject({ status: 'canceled' });
    expect((await eventTypes(stripe)).at(-1)).toBe('source.canceled');
  });

  test('is canceled six hours after it became chargeable', async () => {
    const made = await scene(standing);
    const { stripe } = made;
    const source = await stripe.sources.create(alipay);
    await atThePage(source, 'authenticate');
    await advance(made, 6 * hour - 1);
    expect(await stripe.sources.retrieve(source.id)).toMatchObject({ status: 'chargeable' });
    await advance(made, 1);
    expect(await stripe.sources.retrieve(source.id)).toMatchObject({ status: 'canceled' });
    const charge = stripe.charges.create({ amount: 1099, currency: 'usd', source: source.id });
    expect((await failure(charge)).message).toContain('not in a chargeable state');
  });

  test('stays when it is a card, or can be used again', async () => {
    const made = await scene(standing);
    const { stripe } = made;
    const card = await stripe.sources.create({ type: 'card', token: 'tok_visa' });
    const once = await stripe.sources.create({
      type: 'card',
      token: 'tok_visa',
      usage: 'single_use',
    });
    await advance(made, 30 * hour);
    for (const { id } of [card, once]) {
      expect(await stripe.sources.retrieve(id)).toMatchObject({ status: 'chargeable' });
    }
  });

  test('stays consumed once it was charged', async () => {
    const made = await scene(standing);
    const { stripe } = made;
    const source = await stripe.sources.create(alipay);
    await atThePage(source, 'authenticate');
    await stripe.charges.create({ amount: 1099, currency: 'usd', source: source.id });
    await advance(made, 30 * hour);
    expect(await stripe.sources.retrieve(source.id)).toMatchObject({ status: 'consumed' });
    expect(await eventTypes(stripe)).not.toContain('source.canceled');
  });
});
