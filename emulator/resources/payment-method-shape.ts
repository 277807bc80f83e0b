/**
 * A card PaymentMethod as Stripe sends it (docs.stripe.com/api/payment_methods/object).
 */
import { createHash } from 'node:crypto';
import type Stripe from 'stripe';
import { testCard, type TestCard } from '../rules/test-cards';
import type { Context } from '../server/contract';
import type { CardSetUp } from '../store/kinds';
import { displayBrand, networksOf } from './card-networks';
import { address } from './parameters';

/** What a PaymentMethod is made of, wherever the card came from. */
export interface CardDetails {
  readonly card: TestCard;
  readonly expMonth: number;
  readonly expYear: number;
  readonly gaveCvc: boolean;
  /** True when there is an address to check that is not among the billing details. */
  readonly gaveAddress?: boolean;
  readonly billing: Stripe.PaymentMethod.BillingDetails;
  readonly metadata: Stripe.Metadata;
  readonly allowRedisplay: Stripe.PaymentMethod.AllowRedisplay;
  /** The network of a co-branded card that the buyer chose. */
  readonly preferredNetwork?: string | null;
  readonly radarSession?: string | null;
  /** That of a Card, which is a PaymentMethod of the same id; a new `pm_…` otherwise. */
  readonly id?: string;
  readonly setUp?: CardSetUp | null;
}

type BillingParams = Stripe.PaymentMethodCreateParams.BillingDetails;

/** Billing details with each field; given ones replace those before. */
export function billingDetails(
  given: BillingParams | undefined,
  before?: Stripe.PaymentMethod.BillingDetails,
): Stripe.PaymentMethod.BillingDetails {
  const keep = <K extends 'email' | 'name' | 'phone' | 'tax_id'>(field: K): string | null =>
    given?.[field] === undefined ? (before?.[field] ?? null) : given[field] || null;
  const given_address = given?.address;
  return {
    address:
      given_address === undefined
        ? (before?.address ?? address({}))
        : given_address === '' || given_address === null
          ? address({})
          : address({ ...before?.address, ...given_address }),
    email: keep('email'),
    name: keep('name'),
    phone: keep('phone'),
    tax_id: keep('tax_id'),
  };
}

/**
 * One fingerprint per number, the same on the platform and its connected accounts unless the
 * setting says otherwise; both have been seen on real Stripe.
 */
function fingerprint(context: Context, key: string): string {
  const realm = context.settings.cloneFingerprintDiffers && context.connected ? 'connected' : '';
  const hash = createHash('sha256').update(`${context.platform}${realm}${key}`).digest('base64');
  return hash.replaceAll(/[^A-Za-z0-9]/g, '').slice(0, 16);
}

/** Makes a card PaymentMethod that belongs to nobody yet, and keeps it. */
export function putCard(context: Context, details: CardDetails): Stripe.PaymentMethod {
  const { card, billing, gaveAddress, radarSession } = details;
  const unchecked = (given: unknown): string | null => (given ? 'unchecked' : null);
  const networks = networksOf([...card.networks, card.brand], details.preferredNetwork);
  const method = {
    id: details.id ?? context.id('pm_'),
    object: 'payment_method',
    allow_redisplay: details.allowRedisplay,
    billing_details: billing,
    card: {
      brand: card.brand,
      checks: {
        address_line1_check: unchecked(gaveAddress || billing.address?.line1),
        address_postal_code_check: unchecked(gaveAddress || billing.address?.postal_code),
        cvc_check: unchecked(details.gaveCvc),
      },
      country: card.country,
      display_brand: displayBrand({ brand: card.brand, networks }),
      exp_month: details.expMonth,
      exp_year: details.expYear,
      fingerprint: fingerprint(context, card.key),
      funding: card.funding,
      generated_from: null,
      last4: card.number.slice(-4),
      networks,
      regulated_status: 'unregulated',
      three_d_secure_usage: { supported: card.threeDSecure !== 'not_supported' },
      wallet: null,
    },
    created: context.now(),
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: details.metadata,
    ...(radarSession ? { radar_options: { session: radarSession } } : {}),
    type: 'card',
  } satisfies Stripe.PaymentMethod;
  const wire = { ...method, shared_payment_granted_token: null };
  context.records.put('payment_method', wire, {
    card: card.key,
    use: 'fresh',
    heldBy: null,
    setUp: details.setUp ?? null,
    gaveCvc: details.gaveCvc,
    gavePostalCode: Boolean(gaveAddress || billing.address?.postal_code),
  });
  return wire;
}

/**
 * What a publishable key may see of a PaymentMethod: neither what the platform wrote onto it, nor
 * whose it is, nor what would tell cards apart.
 */
export function publicMethod(method: Stripe.PaymentMethod): object {
  const { metadata: _, card, ...shown } = method;
  if (!card) return { ...shown, customer: null };
  const { fingerprint: __, ...rest } = card;
  return { ...shown, card: rest, customer: null };
}

/** The PaymentMethod as whoever asked may see it. */
export function methodAnswer(context: Context, method: Stripe.PaymentMethod): object {
  return context.key === 'publishable' ? publicMethod(method) : method;
}

/** What an expanded `payment_method` of an intent holds. */
export function expandMethod(
  context: Context,
  intent: { payment_method?: string | { id: string } | null },
): unknown {
  const { payment_method: id } = intent;
  const found = typeof id === 'string' ? context.records.get('payment_method', id) : undefined;
  return found && methodAnswer(context, found.object);
}

/** The copy of a platform's card on the context's account, as `putCard` would have made it there. */
export function cloneFingerprint(context: Context, cardKey: string): string {
  return fingerprint(context, testCard(cardKey).key);
}
