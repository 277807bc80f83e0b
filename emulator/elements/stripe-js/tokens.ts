import { failed, type ApiResult } from '../api-client/api-error';
import { ownCard, ownCvc } from './card-data';
import { CardElement } from './card-element';
import type { StripeCore } from './core';
import { plain } from './group-options';
import { InertElement } from './inert-element';
import { IntegrationError, unsupported } from './integration-error';

type TokenResult = ApiResult<{ token: object }>;

/** Kinds of token that are made of data the page has. */
const ofData: Readonly<Record<string, (data: Record<string, unknown>) => object>> = {
  bank_account: (data) => ({ bank_account: data }),
  pii: ({ personal_id_number: number, ...rest }) => ({
    pii: { ...rest, ...(number === undefined ? {} : { id_number: number }) },
  }),
  account: (data) => ({ account: data }),
  person: (data) => ({ person: data }),
};

/**
 * `createToken`: of a card Element, of a saved card's new code, or of data the page has
 * (docs.stripe.com/js/tokens/create_token). Rejects with IntegrationError for wrong use, and of an IBAN,
 * whose field stays empty here.
 */
export async function createToken(
  core: StripeCore,
  what: unknown,
  given: unknown,
): Promise<TokenResult> {
  if (what instanceof CardElement) {
    const element = ownCard(core, what, 'createToken');
    return named(await element.send('/v1/tokens', 'card_token', checkData(given, 'card')));
  }
  if (what === 'cvc_update') {
    const element = ownCvc(core, given, 'createToken');
    return named(await element.send('/v1/tokens', 'cvc_token', {}));
  }
  if (what instanceof InertElement && what.elementType === 'iban') {
    throw unsupported('stripe.createToken() of an iban Element');
  }
  const params = typeof what === 'string' ? ofData[what] : undefined;
  if (!params) {
    throw new IntegrationError(
      'You must provide a Stripe Element or a valid token type to create a Token.',
    );
  }
  const data = checkData(given, String(what));
  return named(await core.controller.call('POST', '/v1/tokens', { ...params(data) }));
}

function checkData(given: unknown, type: string): Record<string, unknown> {
  if (given === undefined || given === null) return {};
  if (typeof given === 'object') return plain(given as Record<string, unknown>);
  throw new IntegrationError(
    `Invalid value for stripe.createToken(): the data of a ${type} token should be an object.`,
  );
}

function named(result: ApiResult<{ object: object }>): TokenResult {
  return failed(result) ? result : { token: result.object };
}
