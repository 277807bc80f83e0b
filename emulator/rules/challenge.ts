/**
 * A 3D Secure authentication that waits for the buyer, and the `next_action` that sends them there
 * (docs.stripe.com/payments/3d-secure/authentication-flow).
 */
import { createHash } from 'node:crypto';
import type Stripe from 'stripe';
import type { Context } from '../server/contract';

/** One authentication the bank asks the buyer for. Kept in the account that owns the intent. */
export interface Challenge {
  /** `src_…`, Stripe's `three_d_secure_2_source`. */
  readonly id: string;
  readonly object: 'challenge';
  /** `threeds2_…`, part of the bank page's address. */
  readonly threeds2: string;
  readonly account: string;
  /** `seti_…` or `pi_…`. */
  readonly intent: string;
  readonly status: 'pending' | 'authenticated' | 'failed' | 'canceled' | 'errored';
  /** Made to break down: the lookup that comes before the bank's page ends in an error. */
  readonly lookupFails: boolean;
  /** Minor units; null when a card is only being saved. */
  readonly amount: number | null;
  readonly currency: string | null;
  readonly merchantName: string;
  readonly brand: string;
  readonly last4: string;
  /** Where a full-page authentication sends the buyer back to. */
  readonly returnUrl: string | null;
  /** `src_client_secret_…`. */
  readonly clientSecret: string;
  /** Unix seconds. */
  readonly created: number;
}

/** Opens a challenge for an intent that becomes `requires_action`. */
export function openChallenge(
  context: Context,
  details: Pick<
    Challenge,
    | 'intent'
    | 'amount'
    | 'currency'
    | 'merchantName'
    | 'brand'
    | 'last4'
    | 'returnUrl'
    | 'lookupFails'
  >,
): Challenge {
  const challenge: Challenge = {
    ...details,
    id: context.id('src_'),
    object: 'challenge',
    threeds2: context.id('threeds2_'),
    account: context.account,
    status: 'pending',
    clientSecret: `src_client_secret_${context.random(24)}`,
    created: context.now(),
  };
  context.records.put('challenge', challenge, null);
  return challenge;
}

/** Ends a challenge whose intent no longer waits for it (canceled, or confirmed anew). */
export function dropChallenge(context: Context, id: string | null): void {
  const challenge = id === null ? undefined : context.records.get('challenge', id)?.object;
  if (challenge?.status === 'pending') {
    context.records.put('challenge', { ...challenge, status: 'canceled' }, null);
  }
}

/** How long a bank waits for the buyer (unconfirmed; the intent goes on waiting all the same). */
const lifetime = 24 * 60 * 60;

/** Whether the bank has given up waiting. */
export function challengeExpired(context: Context, challenge: Challenge): boolean {
  return challenge.status === 'pending' && challenge.created + lifetime <= context.now();
}

type NextAction = Stripe.PaymentIntent.NextAction & Stripe.SetupIntent.NextAction;

/**
 * Stripe.js gets `use_stripe_sdk` and shows the bank's page in place; a server that confirmed with
 * a `return_url` gets a page to send the buyer to.
 */
export function nextAction(
  context: Context,
  challenge: Challenge,
  useStripeSdk: boolean,
): NextAction {
  if (challenge.returnUrl !== null && !useStripeSdk) {
    const url = `${context.urls.bank}/redirect/authenticate/${challenge.id}?account=${context.account}&client_secret=${challenge.clientSecret}`;
    return {
      type: 'redirect_to_url',
      redirect_to_url: { return_url: challenge.returnUrl, url },
    };
  }
  return {
    type: 'use_stripe_sdk',
    use_stripe_sdk: {
      type: 'stripe_3ds2_fingerprint',
      merchant: context.account,
      three_d_secure_2_source: challenge.id,
      server_transaction_id: transactionId(challenge),
      directory_server_name: challenge.brand,
      directory_server_encryption: {
        algorithm: 'RSA',
        certificate: '',
        directory_server_id: '0000000000',
        root_certificate_authorities: [],
      },
      one_click_authn: null,
      three_ds_method_url: '',
      three_ds_optimizations: '',
    },
  };
}

/** The 3D Secure server's transaction id: a UUID, the same at every look at one challenge. */
export function transactionId(challenge: Pick<Challenge, 'id'>): string {
  const hex = createHash('sha256').update(challenge.id).digest('hex');
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
  ];
  return [...parts, hex.slice(20, 32)].join('-');
}
