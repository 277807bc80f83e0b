import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkShape, deviations } from '../generated/check-shape';
import { expandable } from '../generated/expandable';
import { parameters, resolveSchema, shared } from '../generated/parameter-table';
import { stripeRoutes } from '../generated/routes';
import type { ParameterName, ParameterSchema } from '../server/contract';
// Plain JavaScript: it runs without a build step.
import { generate } from './generate.mjs';

/** Walks `a.b.c` from a parameter type down to one field's schema. */
function schemaAt(name: ParameterName, path: string): ParameterSchema | undefined {
  const [first = '', ...rest] = path.split('.');
  return rest.reduce<ParameterSchema | undefined>((schema, key) => {
    const resolved = schema && resolveSchema(schema);
    return resolved?.kind === 'object' ? resolved.fields[key]?.schema : undefined;
  }, parameters[name][first]?.schema);
}

describe('the generated files', () => {
  it('are what the generator makes of the installed stripe package', () => {
    for (const [name, text] of generate()) {
      const committed = readFileSync(new URL(`../generated/${name}`, import.meta.url), 'utf8');
      expect(committed === text, `generated/${name} is stale: run npm run generate`).toBe(true);
    }
  }, 60_000);

  it('leave no reference without an entry', () => {
    const names = new Set<string>();
    const collect = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return;
      if ('kind' in value && value.kind === 'ref' && 'name' in value) names.add(String(value.name));
      Object.values(value).forEach(collect);
    };
    collect(parameters);
    collect(shared);
    expect(names.size).toBeGreaterThan(50);
    expect([...names].filter((name) => !(name in shared))).toEqual([]);
  });
});

describe('the parameter table', () => {
  it('follows the pinned API version: no payment_method_types on intents', () => {
    expect(parameters.PaymentIntentCreateParams).not.toHaveProperty('payment_method_types');
    expect(parameters.SetupIntentCreateParams).not.toHaveProperty('payment_method_types');
  });

  it('keeps expand out, which every endpoint accepts', () => {
    expect(Object.values(parameters).filter((fields) => 'expand' in fields)).toEqual([]);
  });

  it('knows the parameters of a clone', () => {
    expect(parameters.PaymentMethodCreateParams.customer).toEqual({ schema: { kind: 'string' } });
    expect(parameters.PaymentMethodCreateParams.payment_method).toEqual({
      schema: { kind: 'string' },
    });
  });

  it('lists the values of an enum', () => {
    expect(schemaAt('SetupIntentCreateParams', 'usage')).toEqual({
      kind: 'enum',
      values: ['off_session', 'on_session'],
    });
  });

  it('tells required from optional', () => {
    expect(parameters.PaymentIntentCreateParams.amount).toEqual({
      schema: { kind: 'integer' },
      required: true,
    });
    expect(parameters.PaymentIntentUpdateParams.amount).toEqual({ schema: { kind: 'integer' } });
  });

  it('lets metadata be emptied whole and key by key, where the types do', () => {
    expect(schemaAt('CustomerUpdateParams', 'metadata')).toEqual({
      kind: 'map',
      of: { kind: 'string', emptyable: true },
      emptyable: true,
    });
    expect(schemaAt('PaymentIntentCreateParams', 'metadata')).not.toHaveProperty('emptyable');
  });

  it('lets text be emptied that may be missing, but no id, currency, URL or choice', () => {
    const text = { kind: 'string', emptyable: true };
    expect(schemaAt('CustomerUpdateParams', 'name')).toEqual(text);
    expect(schemaAt('CustomerUpdateParams', 'shipping.address.country')).toEqual(text);
    expect(schemaAt('AccountUpdateParams', 'business_profile.name')).toEqual(text);
    expect(schemaAt('DisputeUpdateParams', 'evidence.customer_signature')).toEqual(text);
    expect(schemaAt('CustomerUpdateParams', 'invoice_settings.default_payment_method')).toEqual(
      text,
    );
    const never = { kind: 'string' };
    expect(schemaAt('PaymentIntentUpdateParams', 'customer')).toEqual(never);
    expect(schemaAt('PaymentIntentUpdateParams', 'currency')).toEqual(never);
    expect(schemaAt('PaymentIntentConfirmParams', 'return_url')).toEqual(never);
    expect(schemaAt('CustomerListParams', 'email')).toEqual(never);
    expect(schemaAt('CustomerUpdateParams', 'shipping.name')).toEqual(never);
  });

  it('knows parameter types that the SDK does not export', () => {
    expect(parameters.TestHelpersConfirmationTokenCreateParams).toHaveProperty('payment_method');
  });

  it('offers the options of a union from narrow to wide', () => {
    expect(schemaAt('PaymentIntentConfirmParams', 'off_session')).toEqual({
      kind: 'union',
      options: [{ kind: 'boolean' }, { kind: 'enum', values: ['one_off', 'recurring'] }],
    });
    expect(schemaAt('SubscriptionCreateParams', 'trial_end')).toEqual({
      kind: 'union',
      options: [{ kind: 'integer' }, { kind: 'enum', values: ['now'] }],
    });
  });

  it('tells fractions and decimals from integers', () => {
    expect(schemaAt('SubscriptionCreateParams', 'application_fee_percent')).toEqual({
      kind: 'number',
      emptyable: true,
    });
    expect(schemaAt('PriceCreateParams', 'unit_amount_decimal')).toEqual({ kind: 'decimal' });
  });

  it('keeps the place of an emptyable shape that is shared', () => {
    const schema = schemaAt('PaymentMethodUpdateParams', 'billing_details.address');
    expect(schema).toMatchObject({ kind: 'ref', emptyable: true });
    expect(schema && resolveSchema(schema)).toMatchObject({ kind: 'object', emptyable: true });
  });
});

describe('the routes', () => {
  it('are the v1 endpoints of the SDK', () => {
    const routes = stripeRoutes.map(([method, path]) => `${method} ${path}`);
    expect(routes).toContain('POST /v1/payment_methods/:id/detach');
    expect(routes).toContain('GET /v1/account');
    expect(routes.filter((route) => !/^(DELETE|GET|POST) \/v1\/[\w/:]+$/.test(route))).toEqual([]);
    expect(new Set(routes).size).toBe(routes.length);
  });
});

describe('what endpoints answer', () => {
  const answerOf = (method: string, path: string) =>
    stripeRoutes.find(([one, other]) => one === method && other === path)?.[2];

  it('is told by the wire name of the object, for lists too', () => {
    expect(answerOf('GET', '/v1/customers')).toBe('list customer');
    expect(answerOf('GET', '/v1/customers/search')).toBe('list customer');
    expect(answerOf('DELETE', '/v1/customers/:id')).toBe('customer');
    expect(answerOf('POST', '/v1/accounts/:id/external_accounts')).toBe('bank_account|card');
    expect(answerOf('GET', '/v1/balance')).toBe('balance');
  });

  it('can be expanded where the types have an object, a list or a hash', () => {
    expect(expandable.charge).toMatchObject({
      refunds: { list: ['refund'] },
      review: { to: ['review'] },
      transfer_data: { in: { destination: { to: ['account'] } } },
    });
    expect(expandable.charge).not.toHaveProperty('amount');
    expect(expandable.charge).not.toHaveProperty('metadata');
    const sources = expandable.balance_transaction?.source?.to;
    expect(sources).toEqual(expect.arrayContaining(['charge', 'dispute', 'payout', 'refund']));
  });
});

describe('checkShape', () => {
  const refund = {
    id: 're_1',
    object: 'refund',
    amount: 100,
    balance_transaction: 'txn_1',
    charge: 'ch_1',
    created: 1,
    currency: 'usd',
    customer: null,
    customer_account: null,
    metadata: {},
    payment_intent: null,
    payment_method: null,
    reason: null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: 'succeeded',
    transfer_reversal: null,
  };

  it('finds nothing in a right object, and optional fields may be absent', () => {
    expect(checkShape(refund)).toEqual([]);
  });

  it('finds a missing field', () => {
    const { amount, ...rest } = refund;
    expect(amount).toBe(100);
    expect(checkShape(rest)).toEqual(['refund.amount: missing']);
    expect(checkShape(rest, { partial: true })).toEqual([]);
  });

  it('finds a field too many', () => {
    expect(checkShape({ ...refund, foo: 1 })).toEqual(['refund.foo: not in the types']);
  });

  it('finds null where the types forbid it', () => {
    expect(checkShape({ ...refund, amount: null })).toEqual(['refund.amount: null not allowed']);
  });

  it('finds a wrong type and a wrong enum value', () => {
    expect(checkShape({ ...refund, amount: '1' })).toEqual([
      'refund.amount: number expected, found string',
    ]);
    expect(checkShape({ ...refund, pending_reason: 'tired' })).toEqual([
      "refund.pending_reason: 'tired' is not one of charge_pending, insufficient_funds, processing",
    ]);
  });

  it('checks expanded objects, lists and event data down to their fields', () => {
    const broken = { ...refund, amount: null };
    const list = { object: 'list', data: [refund, broken], has_more: false, url: '/v1/refunds' };
    expect(checkShape(list)).toEqual(['list.data[1].amount: null not allowed']);
    expect(checkShape({ ...list, has_more: undefined })).toContain('list.has_more: missing');
    const event = {
      id: 'evt_1',
      object: 'event',
      api_version: null,
      created: 1,
      data: { object: broken, previous_attributes: { status: 'pending' } },
      livemode: false,
      pending_webhooks: 0,
      request: null,
      type: 'refund.updated',
    };
    expect(checkShape(event)).toEqual(['event.data.object.amount: null not allowed']);
    expect(checkShape({ ...refund, charge: { id: 'ch_1', object: 'charge' } })).toContain(
      'refund.charge.amount: missing',
    );
    expect(checkShape({ ...refund, charge: { id: 'cus_1', object: 'customer' } })).toEqual([
      "refund.charge: 'customer' is not one of charge",
    ]);
  });

  it('knows deletion stubs', () => {
    const stub = { id: 'cus_1', object: 'customer', deleted: true };
    expect(checkShape(stub)).toEqual([]);
    expect(checkShape({ ...stub, email: null })).toEqual(['customer.email: not in the types']);
    expect(checkShape({ ...refund, customer: stub })).toEqual([]);
  });

  it('lets the known deviations through, each with its reason', () => {
    const wallet = { object: 'payment_method', shared_payment_granted_token: null, foo: null };
    expect(checkShape(wallet, { partial: true })).toEqual(['payment_method.foo: not in the types']);
    expect(Object.values(deviations).filter((reason) => reason.length < 10)).toEqual([]);
  });

  it('refuses what is no Stripe object at all', () => {
    expect(checkShape('x')).toEqual(['answer: object expected, found string']);
    expect(checkShape({ object: 'teapot' })).toEqual(["teapot: no shape for the object 'teapot'"]);
  });
});
