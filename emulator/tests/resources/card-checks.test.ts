import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { call } from '../support/raw-call';
import { atTheBank, charge, cloneCard, failure, scene, type Scene } from './scene';

type Checks = Stripe.PaymentMethod.Card.Checks;

const address =
  '&billing_details[address][line1]=Main+St+1&billing_details[address][postal_code]=12345';

/** A card typed into a form of Stripe.js on the French seller. */
async function typed({ emulator, account }: Scene, number: string, extra: string): Promise<string> {
  const year = new Date().getUTCFullYear() + 2;
  const { json } = await call(emulator, '/v1/payment_methods', {
    key: 'pk_test_emulator',
    body: `type=card&card[number]=${number}&card[exp_month]=12&card[exp_year]=${year}${extra}&_stripe_account=${account}`,
  });
  return String(json.id);
}

async function checksAfter(made: Scene, method: string): Promise<[Checks, Checks]> {
  const { stripe, seller } = made;
  const before = await stripe.paymentMethods.retrieve(method, {}, seller);
  await charge(made, method);
  const after = await stripe.paymentMethods.retrieve(method, {}, seller);
  return [before.card?.checks as Checks, after.card?.checks as Checks];
}

function checks(line1: string | null, postal: string | null, cvc: string | null): Checks {
  return { address_line1_check: line1, address_postal_code_check: postal, cvc_check: cvc };
}

describe('checks of a card', () => {
  test.each([
    ['4242424242424242', `&card[cvc]=123${address}`, checks('pass', 'pass', 'pass')],
    ['4242424242424242', '', checks(null, null, null)],
    ['4000000000000028', address, checks('fail', 'pass', null)],
    ['4000000000000036', address, checks('pass', 'fail', null)],
    ['4000000000000010', `&card[cvc]=123${address}`, checks('fail', 'fail', 'pass')],
    ['4000000000000044', address, checks('unavailable', 'unavailable', null)],
    // Without a CVC there is nothing to fail.
    ['4000000000000101', address, checks('pass', 'pass', null)],
    ['4000000000000127', address, checks('pass', 'pass', null)],
  ] as [string, string, Checks][])('%s with %s', async (number, extra, results) => {
    const made = await scene();
    const [before, after] = await checksAfter(made, await typed(made, number, extra));
    const unchecked = Object.entries(results).map(([name, value]) => [
      name,
      value === null ? null : 'unchecked',
    ]);
    expect(before).toEqual(Object.fromEntries(unchecked));
    expect(after).toEqual(results);
  });

  test('test ids come with what is checked', async () => {
    const made = await scene();
    const { stripe, seller } = made;
    for (const [name, results] of [
      ['visa', checks(null, null, 'pass')],
      ['avsFail', checks('fail', 'fail', 'pass')],
      ['avsLine1Fail', checks('fail', 'pass', 'pass')],
      ['avsUnchecked', checks('unavailable', 'unavailable', 'pass')],
    ] as [string, Checks][]) {
      const paid = await charge(made, `pm_card_${name}`, { expand: ['latest_charge'] });
      const { payment_method_details: details } = paid.latest_charge as Stripe.Charge;
      expect(details?.card?.checks, name).toEqual(results);
    }
    expect((await stripe.charges.list({}, seller)).data).toHaveLength(4);
  });

  test('only a postal code that was given keeps a card from being saved', async () => {
    const made = await scene();
    const { stripe, seller } = made;
    const { id: customer } = await stripe.customers.create({}, seller);
    const bare = await typed(made, '4000000000000036', '');
    const attached = await stripe.paymentMethods.attach(bare, { customer }, seller);
    expect(attached.customer).toBe(customer);
    const full = await typed(made, '4000000000000036', address);
    const error = await failure(stripe.paymentMethods.attach(full, { customer }, seller));
    expect(error).toMatchObject({ statusCode: 402, code: 'incorrect_zip', param: 'address_zip' });
  });
});

describe('Radar', () => {
  async function refusedCharge(made: Scene, card: string): Promise<Stripe.Charge> {
    const error = await failure(charge(made, card));
    return made.stripe.charges.retrieve(error.charge ?? '', {}, made.seller);
  }

  test.each(['radarBlock', 'riskLevelHighest'])('blocks %s before the network', async (name) => {
    const made = await scene();
    const { outcome, paid } = await refusedCharge(made, `pm_card_${name}`);
    expect(paid).toBe(false);
    expect(outcome).toMatchObject({
      network_status: 'not_sent_to_network',
      reason: 'highest_risk_level',
      risk_level: 'highest',
      type: 'blocked',
    });
    expect(outcome?.risk_score).toBeGreaterThanOrEqual(75);
  });

  test('blocks a wrong CVC after the issuer said yes', async () => {
    const made = await scene();
    const { failure_code, outcome, payment_method_details } = await refusedCharge(
      made,
      'pm_card_cvcCheckFail',
    );
    expect(failure_code).toBe('incorrect_cvc');
    expect(payment_method_details?.card?.checks?.cvc_check).toBe('fail');
    expect(outcome).toMatchObject({
      network_status: 'reversed_after_approval',
      reason: 'rule',
      type: 'blocked',
    });
  });

  test('lets elevated risk pass, and tells', async () => {
    const made = await scene();
    const paid = await charge(made, 'pm_card_riskLevelElevated', { expand: ['latest_charge'] });
    expect(paid.latest_charge).toMatchObject({
      outcome: { risk_level: 'elevated', type: 'authorized' },
    });
  });

  test('leaves an issuer’s no to the issuer', async () => {
    const made = await scene();
    const { outcome } = await refusedCharge(made, 'pm_card_visa_chargeDeclinedInsufficientFunds');
    expect(outcome).toMatchObject({
      advice_code: 'try_again_later',
      network_advice_code: '02',
      network_decline_code: '51',
      network_status: 'declined_by_network',
      reason: 'insufficient_funds',
      type: 'issuer_declined',
    });
  });
});

describe('3D Secure on request', () => {
  test.each([
    ['visa', 'succeeded', { result: 'attempt_acknowledged', authentication_flow: null }],
    ['amex_threeDSecureNotSupported', 'succeeded', null],
    ['threeDSecureOptional', 'requires_action', undefined],
  ])('%s: %s', async (name, status, threeDSecure) => {
    const made = await scene();
    const intent = await charge(made, `pm_card_${name}`, {
      off_session: false,
      return_url: 'http://localhost',
      payment_method_options: { card: { request_three_d_secure: 'any' } },
      expand: ['latest_charge'],
    });
    expect(intent.status).toBe(status);
    if (threeDSecure === undefined) return;
    const { payment_method_details: details } = intent.latest_charge as Stripe.Charge;
    if (threeDSecure === null) expect(details?.card?.three_d_secure).toBeNull();
    else expect(details?.card?.three_d_secure).toMatchObject(threeDSecure);
  });

  test('breaks down for a card made for it, which is then declined', async () => {
    const made = await scene();
    const { emulator, stripe, seller } = made;
    const waiting = await charge(made, 'pm_card_threeDSecureOptionalProcessingError', {
      off_session: false,
      return_url: 'http://localhost',
      use_stripe_sdk: true,
      payment_method_options: { card: { request_three_d_secure: 'any' } },
    });
    expect(waiting.status).toBe('requires_action');
    await atTheBank(emulator, waiting, 'authenticate');
    const failed = await stripe.paymentIntents.retrieve(
      waiting.id,
      { expand: ['latest_charge'] },
      seller,
    );
    expect(failed).toMatchObject({
      status: 'requires_payment_method',
      last_payment_error: { type: 'card_error', code: 'card_declined' },
    });
    const { payment_method_details: details } = failed.latest_charge as Stripe.Charge;
    expect(details?.card?.three_d_secure).toMatchObject({ result: 'processing_error' });
  });

  test('breaks down for a clone too, whatever the buyer does at the bank', async () => {
    const made = await scene();
    const { stripe, jenny, seller } = made;
    const { id: saved } = await stripe.paymentMethods.attach(
      'pm_card_threeDSecureRequiredProcessingError',
      { customer: jenny },
    );
    const clone = await cloneCard(made, saved);
    const waiting = await charge(made, clone.id, {
      off_session: false,
      return_url: 'http://localhost/done',
    });
    expect(waiting.status).toBe('requires_action');
    await fetch(waiting.next_action?.redirect_to_url?.url ?? '', {
      method: 'POST',
      body: new URLSearchParams({ outcome: 'authenticate' }),
      redirect: 'manual',
    });
    const { status, last_payment_error: error } = await stripe.paymentIntents.retrieve(
      waiting.id,
      {},
      seller,
    );
    expect(status).toBe('requires_payment_method');
    expect(error?.code).toBe('card_declined');
  });

  test('passes without the buyer on a frictionless card', async () => {
    const made = await scene();
    const method = await typed(made, '4000000032200000', '&card[cvc]=123');
    const paid = await charge(made, method, {
      off_session: false,
      return_url: 'http://localhost',
      expand: ['latest_charge'],
    });
    const { payment_method_details: details } = paid.latest_charge as Stripe.Charge;
    expect(details?.card).toMatchObject({
      electronic_commerce_indicator: '05',
      three_d_secure: { authentication_flow: 'frictionless', result: 'authenticated' },
    });
  });
});
