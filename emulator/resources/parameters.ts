/**
 * Rules that several resources have for their parameters.
 */
import type Stripe from 'stripe';
import { invalidRequest, type ParameterFields } from '../server/contract';
import { joinFields } from '../server/parameters';

/**
 * Refuses parameters that Stripe takes and the emulator does not act on, rather than pretend.
 * The sentence is the emulator's own.
 */
export function refuseUnsupported(
  parameters: Readonly<Record<string, unknown>>,
  names: readonly string[],
): void {
  for (const name of names) {
    if (parameters[name] !== undefined) {
      throw invalidRequest(`The parameter '${name}' is not supported by this emulator yet.`, {
        param: name,
      });
    }
  }
}

/** Stripe's 400 when more than one of `names` is given. */
export function onlyOne(
  parameters: Readonly<Record<string, unknown>>,
  names: readonly string[],
): void {
  const given = names.filter((name) => parameters[name] !== undefined);
  if (given.length > 1) {
    throw invalidRequest(`You may only specify one of these parameters: ${given.join(', ')}.`, {
      validation: true,
    });
  }
}

/** An emptied parameter unsets its field; an absent one leaves it. */
export function unsettable<T>(given: T | '' | null | undefined, before: T | null): T | null {
  if (given === undefined) return before;
  return given === '' || given === null ? null : given;
}

/**
 * Throws Stripe's 400 `email_invalid` for what is no e-mail address; unset ones pass
 * (docs.stripe.com/error-codes#email-invalid).
 */
export function checkEmail(given: string | null | undefined, param: string): void {
  if (!given || (/^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(given) && given.length <= 512)) return;
  throw invalidRequest(`Invalid email address: ${given}`, { code: 'email_invalid', param });
}

const addressFields = ['city', 'country', 'line1', 'line2', 'postal_code', 'state'] as const;

/** An address with each of its fields, null where nothing is known. */
export function address(given: {
  [K in (typeof addressFields)[number]]?: string | null;
}): Stripe.Address {
  const known = addressFields.map((field) => [field, given[field] || null]);
  return Object.fromEntries(known) as unknown as Stripe.Address;
}

/** Raw card fields, sent by the frames of Stripe.js only. */
export const rawCard: ParameterFields = {
  number: { schema: { kind: 'string' } },
  exp_month: { schema: { kind: 'integer' } },
  exp_year: { schema: { kind: 'integer' } },
  cvc: { schema: { kind: 'string' } },
  token: { schema: { kind: 'string' } },
};

/** `payment_method_options[card][cvc]`: a saved card's CVC, typed anew into a frame of Stripe.js. */
const cvcTypedAnew: ParameterFields = {
  payment_method_options: {
    schema: {
      kind: 'object',
      fields: {
        card: { schema: { kind: 'object', fields: { cvc: { schema: { kind: 'string' } } } } },
      },
    },
  },
};

/** A bank account that the buyer linked in the browser. */
export const linkedBank: ParameterFields = {
  us_bank_account: {
    schema: {
      kind: 'object',
      fields: { link_account_session: { schema: { kind: 'string' } } },
    },
  },
};

/** The network that the holder of a co-branded card chose. */
export const preferredNetwork: ParameterFields = {
  networks: {
    schema: {
      kind: 'object',
      fields: {
        preferred: {
          schema: {
            kind: 'enum',
            values: ['cartes_bancaires', 'mastercard', 'visa'],
            emptyable: true,
          },
        },
      },
    },
  },
};

/** What of `payment_method_data` the SDK's types leave to Stripe.js. */
export const cardInPaymentMethodData: ParameterFields = {
  payment_method_data: {
    schema: {
      kind: 'object',
      fields: {
        type: { schema: { kind: 'enum', values: ['card'] } },
        card: { schema: { kind: 'object', fields: { ...rawCard, ...preferredNetwork } } },
        ...linkedBank,
      },
    },
  },
};

/**
 * What confirmations take and the SDK's types leave out: the browser's word that the buyer agreed,
 * and a bank account that needs no verification.
 */
export const debitConfirmation: ParameterFields = {
  mandate_data: {
    schema: {
      kind: 'object',
      emptyable: true,
      fields: {
        customer_acceptance: {
          schema: {
            kind: 'object',
            fields: {
              online: {
                schema: {
                  kind: 'object',
                  fields: { infer_from_client: { schema: { kind: 'boolean' } } },
                },
              },
            },
          },
        },
      },
    },
  },
  payment_method_options: {
    schema: {
      kind: 'object',
      fields: {
        us_bank_account: {
          schema: {
            kind: 'object',
            fields: { verification_method: { schema: { kind: 'enum', values: ['skip'] } } },
          },
        },
      },
    },
  },
};

/** What a browser may say at a confirmation and the SDK's types leave out. */
export const fromBrowserAtConfirm: ParameterFields = joinFields(cvcTypedAnew, debitConfirmation);

/** What `setup_future_usage` was called before: whether the PaymentMethod is kept for its customer. */
export const savePaymentMethod: ParameterFields = {
  save_payment_method: { schema: { kind: 'boolean' } },
};

/** The parameters with today's name for `save_payment_method`. */
export function savedAsAsked<T extends { setup_future_usage?: string | null }>(given: T): T {
  const { save_payment_method: saves, ...rest } = given as T & { save_payment_method?: boolean };
  const usage = saves === true ? { setup_future_usage: 'on_session' } : {};
  return { ...usage, ...rest } as unknown as T;
}
