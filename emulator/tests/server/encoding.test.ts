import { describe, expect, test } from 'vitest';
import type { Emulator } from '../../server/emulator';
import { startEmulator, stripeFor } from '../support/emulator';
import { call } from '../support/raw-call';

const refused = async (body: string, path = '/v1/customers') => {
  const emulator = await startEmulator();
  const answer = await call(emulator, path, { body });
  expect(answer.status).toBe(400);
  expect((await stripeFor(emulator).customers.list()).data).toEqual([]);
  return answer.json.error;
};

/** A file with bytes that are no text, and more of them than a body may have. */
function upload(emulator: Emulator, path: string): Promise<Response> {
  const form = new FormData();
  form.set('purpose', 'dispute_evidence');
  form.set('file', new Blob([new Uint8Array(2 * 1024 * 1024).fill(0xff)]), 'receipt.png');
  return fetch(`${emulator.urls.api}${path}`, {
    method: 'POST',
    headers: { authorization: 'Bearer sk_test_emulator' },
    body: form,
  });
}

describe('an uploaded file', () => {
  test('has no place but where files are made', async () => {
    const emulator = await startEmulator();
    const answer = await upload(emulator, '/v1/customers');
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      error: { message: expect.stringContaining('application/x-www-form-urlencoded') },
    });
    expect((await stripeFor(emulator).customers.list()).data).toEqual([]);
  });
});

describe('the encoding of parameters', () => {
  test('bytes that are no UTF-8 are refused, escaped or not', async () => {
    const message = 'Invalid byte sequence in UTF-8 in the request.';
    expect(await refused('name=%ff')).toMatchObject({ type: 'invalid_request_error', message });
    const emulator = await startEmulator();
    const response = await fetch(`${emulator.urls.api}/v1/customers`, {
      method: 'POST',
      headers: {
        authorization: 'Bearer sk_test_emulator',
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new Uint8Array([0x6e, 0x61, 0x6d, 0x65, 0x3d, 0xff, 0xfe]),
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { message } });
    const [query, broken] = [
      await call(emulator, '/v1/customers?email=%c3%28'),
      await call(emulator, '/v1/customers?email=%4'),
    ];
    expect(query.json.error?.message).toBe(message);
    expect(broken.json.error?.message).toBe('Invalid %-encoding in the request.');
  });

  test.each([
    ['an open bracket', 'a[b=1', 'a[b'],
    ['a closed one', 'a]=1', 'a]'],
    ['brackets without a name', '[a]=1', '[a]'],
    ['text behind brackets', 'metadata[a]b=1', 'metadata[a]b'],
    ['the prototype', '__proto__[x]=1', '__proto__'],
    ['the prototype within metadata', 'metadata[__proto__]=1', 'metadata[__proto__]'],
    ['a constructor', 'constructor[prototype][x]=1', 'constructor'],
    ['a method of objects', 'hasOwnProperty=1', 'hasOwnProperty'],
  ])('%s is an unknown parameter', async (_, body, param) => {
    expect(await refused(body)).toMatchObject({
      code: 'parameter_unknown',
      param,
      message: `Received unknown parameter: ${param}`,
    });
  });

  test('a parameter that contradicts itself, or is nested without end, is refused', async () => {
    expect(await refused('address=x&address[city]=y')).toMatchObject({ param: 'address[city]' });
    expect(await refused('address[city]=x&address=y')).toMatchObject({ param: 'address' });
    const deep = `metadata${'[a]'.repeat(50_000)}=1`;
    expect((await refused(deep))?.message).toContain('nested');
  });

  test('a list where one value belongs is told as Stripe tells it', async () => {
    expect(await refused('name[]=wrong&name[]=type')).toMatchObject({
      param: 'name',
      message: 'Invalid string: {"0":"wrong","1":"type"}',
    });
    expect(await refused('balance[a]=1')).toMatchObject({ message: 'Invalid integer: {"a":"1"}' });
    // So that an answer is never as long as a body.
    expect((await refused(`balance=${'9'.repeat(100_000)}x`))?.message.length).toBeLessThan(2_000);
  });

  test('names that objects have of themselves are names like others', async () => {
    const emulator = await startEmulator();
    const stripe = stripeFor(emulator);
    const metadata = { constructor: 'a', toString: 'b', valueOf: 'c', prototype: 'd' };
    const { id } = await stripe.customers.create({ metadata });
    expect((await stripe.customers.retrieve(id)) as object).toMatchObject({ metadata });
    const updated = await stripe.customers.update(id, { metadata: { toString: '' } });
    expect(Object.keys(updated.metadata ?? {})).toEqual(['constructor', 'valueOf', 'prototype']);
  });

  test('of a value sent twice the last counts; empty names are nothing', async () => {
    const emulator = await startEmulator();
    const answer = await call(emulator, '/v1/customers', { body: '&&==&name=a&name=b&=x' });
    expect(answer.json).toMatchObject({ object: 'customer', name: 'b' });
  });

  test('hashes within lists may be numbered or not', async () => {
    const fields = (list: string) =>
      [`${list}[name]=A&${list}[value]=1`, `${list}[name]=B&${list}[value]=2`].join('&');
    for (const body of [
      fields('invoice_settings[custom_fields][]'),
      'invoice_settings[custom_fields][0][name]=A&invoice_settings[custom_fields][0][value]=1&invoice_settings[custom_fields][1][name]=B&invoice_settings[custom_fields][1][value]=2',
    ]) {
      const emulator = await startEmulator();
      const answer = await call(emulator, '/v1/customers', { body });
      expect(answer.json).toMatchObject({
        invoice_settings: {
          custom_fields: [
            { name: 'A', value: '1' },
            { name: 'B', value: '2' },
          ],
        },
      });
    }
  });
});

describe('metadata', () => {
  test('has up to 50 keys, of up to 40 characters, with values of up to 500', async () => {
    const emulator = await startEmulator();
    const stripe = stripeFor(emulator);
    const many = (count: number, from = 0) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index + from}`, 'x']));
    const { id } = await stripe.customers.create({ metadata: many(49) });
    await stripe.customers.update(id, { metadata: { ['k'.repeat(40)]: 'v'.repeat(500) } });
    await expect(stripe.customers.update(id, { metadata: many(1, 99) })).rejects.toMatchObject({
      statusCode: 400,
      param: 'metadata',
    });
    // One goes, one comes.
    const swapped = await stripe.customers.update(id, { metadata: { k0: '', k99: 'x' } });
    expect(Object.keys(swapped.metadata ?? {})).toHaveLength(50);
    await expect(
      stripe.customers.create({ metadata: { ['k'.repeat(41)]: 'x' } }),
    ).rejects.toMatchObject({
      param: 'metadata',
      message: expect.stringContaining('up to 40 characters, but you passed in a key that is 41'),
    });
    await expect(
      stripe.customers.create({ metadata: { a: 'x'.repeat(501) } }),
    ).rejects.toMatchObject({
      param: 'metadata[a]',
      message: expect.stringContaining(
        'up to 500 characters, but you passed in a value that is 501',
      ),
    });
  });

  test('keys hold no brackets, and values are text', async () => {
    expect((await refused('metadata[a[b]]=1'))?.message).toContain('square brackets');
    expect(await refused('metadata[a][b]=1')).toMatchObject({ param: 'metadata[a]' });
    expect(await refused('metadata=x')).toMatchObject({ param: 'metadata' });
  });

  test('is merged: absent keys stay, emptied ones go, an empty whole empties all', async () => {
    const emulator = await startEmulator();
    const stripe = stripeFor(emulator);
    const { id } = await stripe.customers.create({ metadata: { a: '1', b: '2' } });
    const merged = await stripe.customers.update(id, { metadata: { b: '', c: '3' } });
    expect(merged.metadata).toEqual({ a: '1', c: '3' });
    expect((await stripe.customers.update(id, { name: 'x' })).metadata).toEqual(merged.metadata);
    expect((await stripe.customers.update(id, { metadata: '' })).metadata).toEqual({});
  });
});
