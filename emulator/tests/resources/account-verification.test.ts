import { describe, expect, test } from 'vitest';
import type Stripe from 'stripe';
import { startEmulator, stripeFor } from '../support/emulator';
import { company, complete, representative } from './account-params';
import { eventTypes, eventually, expectShape, scene } from './scene';

async function changed(given: Stripe.AccountUpdateParams): Promise<Stripe.Account> {
  const { stripe } = await scene();
  const { id } = await stripe.accounts.create(complete);
  return stripe.accounts.update(id, given);
}

describe('verification by test values', () => {
  test.each<[Stripe.AccountUpdateParams, string, string]>([
    [
      { individual: { id_number: '111111111' } },
      'individual.id_number',
      'verification_failed_keyed_identity',
    ],
    [
      { individual: { address: { line1: 'address_no_match' } } },
      'individual.address.line1',
      'verification_failed_address_match',
    ],
    [
      { individual: { verification: { document: { front: 'file_identity_document_failure' } } } },
      'individual.verification.document',
      'verification_document_failed_test_mode',
    ],
    [
      { business_profile: { url: 'https://inaccessible.stripe.com' } },
      'business_profile.url',
      'invalid_url_website_inaccessible',
    ],
    [
      { settings: { payments: { statement_descriptor: 'mismatch' } } },
      'settings.payments.statement_descriptor',
      'invalid_statement_descriptor_business_mismatch',
    ],
  ])('%j fails', async (given, requirement, code) => {
    const account = await changed(given);
    expectShape(account);
    expect(account).toMatchObject({
      charges_enabled: false,
      details_submitted: true,
      capabilities: { card_payments: 'inactive' },
      requirements: {
        currently_due: [requirement],
        disabled_reason: 'requirements.past_due',
        errors: [{ code, requirement }],
      },
    });
  });

  test.each(['111111111', '111111112', '111111113'])('the tax id %s fails', async (tax_id) => {
    const { stripe } = await scene();
    const { id } = await stripe.accounts.create(company);
    await stripe.accounts.createPerson(id, representative);
    const account = await stripe.accounts.update(id, { company: { tax_id } });
    expect(account.requirements).toMatchObject({
      currently_due: ['company.tax_id'],
      errors: [{ requirement: 'company.tax_id' }],
    });
    const good = await stripe.accounts.update(id, { company: { tax_id: '000000000' } });
    expect(good).toMatchObject({ charges_enabled: true, requirements: { errors: [] } });
    expect(JSON.stringify(good)).not.toContain(tax_id);
  });

  test('a good document settles what the number left open', async () => {
    const { stripe } = await scene();
    const { id } = await stripe.accounts.create({
      ...complete,
      individual: { ...complete.individual, id_number: '111111111' },
    });
    const front = 'file_identity_document_success';
    const account = await stripe.accounts.update(id, {
      individual: { verification: { document: { front } } },
    });
    expect(account).toMatchObject({
      charges_enabled: true,
      individual: { verification: { status: 'verified' } },
    });
  });

  test('comes at once, or a moment later by event', async () => {
    const slow = { ...complete, individual: { ...complete.individual, id_number: '000000000' } };
    const { stripe } = await scene();
    expect((await stripe.accounts.create(slow)).individual?.verification?.status).toBe('verified');

    const emulator = await startEmulator({ settings: { verificationDelayMs: 30 } });
    const later = stripeFor(emulator);
    const account = await later.accounts.create(slow);
    expect(account).toMatchObject({
      charges_enabled: false,
      capabilities: { card_payments: 'pending' },
      individual: { verification: { status: 'pending' } },
      requirements: {
        disabled_reason: 'requirements.pending_verification',
        pending_verification: ['individual.id_number'],
      },
    });
    const verified = await eventually(async () => {
      const now = await later.accounts.retrieve(account.id);
      return now.charges_enabled ? now : undefined;
    });
    expect(verified).toMatchObject({
      capabilities: { card_payments: 'active' },
      individual: { verification: { status: 'verified' } },
      requirements: { disabled_reason: null, pending_verification: [] },
    });
    const options = { stripeAccount: account.id };
    expect((await eventTypes(later, options)).slice(-4)).toEqual([
      'person.updated',
      'capability.updated',
      'capability.updated',
      'account.updated',
    ]);
    const { individual } = await later.accounts.create({
      ...complete,
      individual: { ...complete.individual, id_number: '222222222' },
    });
    expect(individual?.verification?.status).toBe('verified');
  });

  test('an American is asked for the rest of the number one day', async () => {
    const { stripe } = await scene();
    const { id } = await stripe.accounts.create({ ...company, business_type: 'individual' });
    const account = await stripe.accounts.update(id, {
      individual: { ...complete.individual, ssn_last_4: '0000' },
    });
    expect(account).toMatchObject({
      charges_enabled: true,
      requirements: { currently_due: [], eventually_due: ['individual.id_number'] },
    });
  });
});
