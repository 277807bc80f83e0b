import { describe, expect, test } from 'vitest';
import { seedAccount, startEmulator, stripeFor } from '../support/emulator';
import { call } from '../support/raw-call';
import { expectShape } from './scene';

describe('endpoints', () => {
  test('the secret is shown once; all else can be read, changed and deleted', async () => {
    const emulator = await startEmulator();
    const stripe = stripeFor(emulator);
    const made = await stripe.webhookEndpoints.create({
      url: 'https://shop.example/hooks',
      enabled_events: ['charge.succeeded'],
      description: 'orders',
      metadata: { a: '1' },
    });
    expect(made.secret).toMatch(/^whsec_\w{32}$/);
    expectShape(made);
    const read = await stripe.webhookEndpoints.retrieve(made.id);
    expect(read).toEqual({ ...made, secret: undefined });
    expect('secret' in read).toBe(false);
    const changed = await stripe.webhookEndpoints.update(made.id, {
      enabled_events: ['charge.failed'],
      url: 'http://127.0.0.1:9/x',
      disabled: true,
    });
    expect(changed).toMatchObject({
      enabled_events: ['charge.failed'],
      url: 'http://127.0.0.1:9/x',
      status: 'disabled',
      description: 'orders',
    });
    expect((await stripe.webhookEndpoints.list()).data.map(({ id }) => id)).toEqual([made.id]);
    expect(await stripe.webhookEndpoints.del(made.id)).toEqual({
      id: made.id,
      object: 'webhook_endpoint',
      deleted: true,
    });
    await expect(stripe.webhookEndpoints.retrieve(made.id)).rejects.toMatchObject({
      statusCode: 404,
    });
  });

  test('addresses are checked', async () => {
    const emulator = await startEmulator();
    const stripe = stripeFor(emulator);
    for (const url of ['shop.example', 'ftp://shop.example', 'javascript:alert(1)', 'https://']) {
      await expect(
        stripe.webhookEndpoints.create({ url, enabled_events: ['*'] }),
      ).rejects.toMatchObject({ statusCode: 400, code: 'url_invalid', param: 'url' });
    }
    const { id } = await stripe.webhookEndpoints.create({
      url: 'http://localhost:3000/hooks?a=1',
      enabled_events: ['*'],
    });
    await expect(stripe.webhookEndpoints.update(id, { url: 'nowhere' })).rejects.toMatchObject({
      code: 'url_invalid',
    });
  });

  test.each([
    ['enabled_events[]=nonsense', 'enabled_events[0]'],
    ['enabled_events[]=*&enabled_events[]=charge.exploded', 'enabled_events[1]'],
    ['enabled_events=', 'enabled_events'],
    ['', 'enabled_events'],
    ['enabled_events[]=*&api_version=1999-01-01', 'api_version'],
    ['enabled_events[]=*&connect=maybe', 'connect'],
    ['enabled_events[]=*&secret=whsec_mine', 'secret'],
  ])('%j is refused and names the parameter', async (body, param) => {
    const emulator = await startEmulator();
    const answer = await call(emulator, '/v1/webhook_endpoints', {
      body: `url=https://a.example&${body}`,
    });
    expect(answer.status).toBe(400);
    expect(answer.json.error).toMatchObject({ type: 'invalid_request_error', param });
  });

  test('what an update may not change is refused', async () => {
    const emulator = await startEmulator();
    const stripe = stripeFor(emulator);
    const { id } = await stripe.webhookEndpoints.create({
      url: 'https://a.example',
      enabled_events: ['*'],
    });
    for (const name of ['api_version', 'connect']) {
      const answer = await call(emulator, `/v1/webhook_endpoints/${id}`, { body: `${name}=true` });
      expect(answer.json.error).toMatchObject({ code: 'parameter_unknown', param: name });
    }
  });

  test('description and metadata are changed and emptied', async () => {
    const emulator = await startEmulator();
    const stripe = stripeFor(emulator);
    const { id } = await stripe.webhookEndpoints.create({
      url: 'https://a.example',
      enabled_events: ['*'],
      description: 'orders',
      metadata: { a: '1', b: '2' },
      api_version: '2025-03-31.basil',
    });
    const changed = await stripe.webhookEndpoints.update(id, {
      description: '',
      metadata: { a: '', c: '3' },
    });
    expect(changed).toMatchObject({
      description: null,
      metadata: { b: '2', c: '3' },
      api_version: '2025-03-31.basil',
      status: 'enabled',
    });
    expect((await stripe.webhookEndpoints.update(id, { metadata: '' })).metadata).toEqual({});
  });

  test('there are 16 at most on one account, and each account has its own', async () => {
    const emulator = await startEmulator();
    const stripe = stripeFor(emulator);
    const seller = { stripeAccount: await seedAccount(emulator) };
    const made: string[] = [];
    for (let n = 0; n < 16; n += 1) {
      const endpoint = await stripe.webhookEndpoints.create({
        url: `http://a.example/${n}`,
        enabled_events: ['*'],
        connect: n % 2 === 0,
      });
      made.unshift(endpoint.id);
    }
    const one = { url: 'http://a.example/17', enabled_events: ['*' as const] };
    await expect(stripe.webhookEndpoints.create(one)).rejects.toMatchObject({ statusCode: 400 });
    const there = await stripe.webhookEndpoints.create(one, seller);
    const listed = await stripe.webhookEndpoints.list({ limit: 100 });
    expect(listed.data.map(({ id }) => id)).toEqual(made);
    expect((await stripe.webhookEndpoints.list({}, seller)).data).toMatchObject([{ id: there.id }]);
    await expect(stripe.webhookEndpoints.retrieve(there.id)).rejects.toMatchObject({
      statusCode: 404,
      message: `No such webhook endpoint: '${there.id}'`,
    });
    await stripe.webhookEndpoints.del(made[0] ?? '');
    await stripe.webhookEndpoints.create(one);
  });
});
