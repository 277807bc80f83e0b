import { failed, type ApiResult } from '../api-client/api-error';
import type { ApiClient } from '../api-client/client';
import type { CardSend, FieldProblem } from '../channel/element-contracts';
import type { Siblings } from './siblings';
import type { CardValues, CardView } from './view';

const calls: Readonly<Record<CardSend['as'], RegExp>> = {
  card_token: /^\/v1\/tokens$/,
  cvc_token: /^\/v1\/tokens$/,
  payment_method: /^\/v1\/payment_methods$/,
  payment_method_data: /^\/v1\/(setup_intents|payment_intents)\/\w+\/confirm$/,
  source: /^\/v1\/sources$/,
};

/**
 * Makes a call with what was typed: the one place where a number leaves the frame, and it goes to
 * the API. What is unfinished is an error of its own, and nothing is sent.
 */
export async function send(
  client: ApiClient,
  view: CardView,
  siblings: Siblings,
  ask: CardSend,
): Promise<ApiResult<{ object: object }>> {
  // The types end at the frame's edge: what arrives is whatever a page has sent.
  if (!calls[ask.as]?.test(ask.path)) throw new Error(`Stripe.js does not call POST ${ask.path}.`);
  const gathered = await gather(view, siblings, ask);
  if ('problem' in gathered) return { error: { ...gathered.problem } };
  const params = place(ask, { ...gathered.values }, view.postalCode());
  const result = await client.call('POST', ask.path, params);
  return failed(result) ? result : { object: result.object };
}

/** This frame's values and its siblings', or the first problem in the order of a card. */
async function gather(
  view: CardView,
  siblings: Siblings,
  ask: CardSend,
): Promise<{ values: CardValues } | { problem: FieldProblem }> {
  const own = view.submit();
  const parts = await siblings.collect(ask.siblings);
  const others = (['cardNumber', 'cardExpiry', 'cardCvc'] as const).flatMap(
    (type) => parts.get(type) ?? [],
  );
  const problem = own ?? others.find((part) => part.problem)?.problem;
  if (problem) return { problem };
  return { values: Object.assign({}, ...others.map(({ values }) => values), view.values()) };
}

/** Puts the card where the call has it, and the postal code beside it unless the page has one. */
function place(
  { as, params }: CardSend,
  given: Record<string, unknown>,
  postalCode: string | null,
): Record<string, unknown> {
  if ('card' in params) throw new Error('The card is what was typed.');
  switch (as) {
    case 'cvc_token':
      return { cvc_update: { cvc: given.cvc } };
    case 'card_token': {
      const own = { ...params };
      if (postalCode !== null) own.address_zip ??= postalCode;
      return { card: { ...own, ...given } };
    }
    case 'payment_method':
      return withCard(params, given, postalCode);
    case 'source': {
      const { owner } = params as { owner?: { address?: object } };
      const address = {
        ...(postalCode === null ? {} : { postal_code: postalCode }),
        ...owner?.address,
      };
      return { ...params, type: 'card', card: given, owner: { ...owner, address } };
    }
    case 'payment_method_data': {
      const { payment_method_data: data, ...rest } = params;
      return {
        ...rest,
        payment_method_data: withCard((data ?? {}) as object, given, postalCode),
      };
    }
  }
}

function withCard(
  params: object,
  given: Record<string, unknown>,
  postalCode: string | null,
): Record<string, unknown> {
  const { billing_details: billing } = params as { billing_details?: { address?: object } };
  return {
    ...params,
    type: 'card',
    card: given,
    billing_details: {
      ...billing,
      address: {
        ...(postalCode === null ? {} : { postal_code: postalCode }),
        ...billing?.address,
      },
    },
  };
}
