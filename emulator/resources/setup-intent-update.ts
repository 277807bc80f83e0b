/**
 * Changing a SetupIntent before or while it is confirmed (docs.stripe.com/api/setup_intents/update).
 */
import type Stripe from 'stripe';
import { invalidRequest, type Context } from '../server/contract';
import { mergeMetadata } from '../server/metadata';
import { refuseUnlessConfirming } from './card-confirmation';
import { bankOptions } from './bank-options';
import { setupCardOptions } from './card-options';
import { chosenMethod, type GivenMethod } from './intent-method';
import { typeOptions } from './intent-types';
import { refuseUnsupported, unsettable } from './parameters';
import { findCustomer, idOf } from './payment-method-use';
import { endWaiting, unexpectedState } from './setup-intent-confirm';

type Intent = Stripe.SetupIntent;

/** Throws for what moves the account's own money. */
export function refuseOtherMoney(given: object): void {
  const { attach_to_self } = given as Stripe.SetupIntentCreateParams;
  if (attach_to_self === true) {
    throw invalidRequest(
      'SetupIntents with `attach_to_self` are for moving the money of the account itself, which this emulator does not do.',
      { param: 'attach_to_self' },
    );
  }
  refuseUnsupported({ ...given }, ['customer_account', 'flow_directions']);
}

/**
 * Throws for a single-use mandate of what has none: its own documentation names the types it is
 * valid for, and card is none of them (docs.stripe.com/api/setup_intents/create).
 */
export function checkSingleUse(
  given: Stripe.SetupIntentCreateParams['single_use'],
  types: readonly string[],
): void {
  if (given === undefined || types.includes('us_bank_account')) return;
  throw invalidRequest('Single-use mandates are not valid for the payment method type card.', {
    param: 'single_use',
  });
}

/** What `confirm` and `update` may both change. */
export function setupChanges(
  context: Context,
  before: Intent,
  given: Pick<
    Stripe.SetupIntentUpdateParams,
    | 'allowed_payment_method_types'
    | 'excluded_payment_method_types'
    | 'payment_method_configuration'
    | 'payment_method_options'
  >,
): Intent {
  const { allowed_payment_method_types, excluded_payment_method_types } = given;
  const named = [
    allowed_payment_method_types,
    excluded_payment_method_types,
    given.payment_method_configuration,
    // Taken from versions before 2026-09-30, which the SDK's types know no more.
    (given as { payment_method_types?: string[] }).payment_method_types,
  ];
  const types = named.some((one) => one !== undefined) ? typeOptions(context, given, before) : {};
  const draft: Intent = { ...before, ...types };
  return {
    ...draft,
    payment_method_options: {
      card: setupCardOptions(
        given.payment_method_options?.card,
        before.payment_method_options?.card,
      ),
      ...bankOptions(
        draft.payment_method_types,
        given.payment_method_options?.us_bank_account,
        before.payment_method_options?.us_bank_account,
      ),
    },
  };
}

/** `POST /v1/setup_intents/:id`. Throws 400 for an intent that has ended. */
export function updateSetup(
  context: Context,
  before: Intent,
  given: Stripe.SetupIntentUpdateParams,
): Intent {
  refuseOtherMoney(given);
  refuseUnlessConfirming(given);
  if (before.status === 'succeeded' || before.status === 'canceled') {
    const why = before.status === 'succeeded' ? 'it has already succeeded' : 'it has been canceled';
    throw unexpectedState(context, before, `You cannot update this SetupIntent because ${why}.`);
  }
  if (given.customer !== undefined) findCustomer(context, given.customer);
  const draft: Intent = {
    ...setupChanges(context, before, given),
    customer: given.customer ?? before.customer,
    description: unsettable(given.description, before.description),
    metadata: mergeMetadata(before.metadata, given.metadata),
  };
  const method = chosenMethod(context, draft, given as GivenMethod, false);
  const replaced = method !== idOf(before.payment_method);
  if (replaced) endWaiting(context, before);
  const intent: Intent = {
    ...draft,
    payment_method: method,
    ...(replaced ? { status: 'requires_confirmation', next_action: null } : {}),
  };
  context.records.put('setup_intent', intent);
  return intent;
}
