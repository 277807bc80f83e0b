/**
 * Tokens (docs.stripe.com/api/tokens): card details, bank accounts and personal data that travel by
 * an id instead. Each is good for one use, on the account it was made on.
 */
import type Stripe from 'stripe';
import { invalidRequest, noSuch, route, type Context, type Resource } from '../server/contract';
import { bankFields, newBankAccount } from './bank-account';
import { withoutNumbers } from './identity-values';
import { newCard } from './legacy-card';
import { billingDetails } from './payment-method-shape';
import { checkFields, checkMaySendNumber, fourDigits } from './payment-method-source';
import { onlyOne } from './parameters';
import { copySaved } from './shared-token';
import type { CardToken, TokenContents } from './token-contents';

const kinds = ['account', 'bank_account', 'card', 'cvc_update', 'person', 'pii'] as const;

/** How an id of each kind begins. */
const prefixes: Readonly<Record<TokenContents['type'], string>> = {
  account: 'ct_',
  bank_account: 'btok_',
  card: 'tok_',
  cvc_update: 'cvctok_',
  person: 'cpt_',
  pii: 'pii_',
};

function cardContents(context: Context, given: Stripe.TokenCreateParams.Card): CardToken {
  checkMaySendNumber(context);
  const [month, year] = [Number(given.exp_month), Number(given.exp_year)];
  const { key } = checkFields(context, {
    number: given.number,
    exp_month: month,
    exp_year: year,
    ...(given.cvc === undefined ? {} : { cvc: given.cvc }),
  });
  return {
    type: 'card',
    card: key,
    expMonth: month,
    expYear: fourDigits(year),
    gaveCvc: Boolean(given.cvc),
    ...(given.networks?.preferred ? { network: given.networks.preferred } : {}),
    billing: billingDetails({
      ...(given.name === undefined ? {} : { name: given.name }),
      address: {
        city: given.address_city ?? '',
        country: given.address_country ?? '',
        line1: given.address_line1 ?? '',
        line2: given.address_line2 ?? '',
        postal_code: given.address_zip ?? '',
        state: given.address_state ?? '',
      },
    }),
  };
}

function contentsOf(context: Context, given: Stripe.TokenCreateParams): TokenContents {
  const { account, bank_account, card, cvc_update, person, pii } = given;
  if (typeof card === 'object') return cardContents(context, card);
  if (typeof bank_account === 'object') {
    if (bank_account.payment_method !== undefined) {
      throw invalidRequest(
        'Tokens of a PaymentMethod are not supported by this emulator; give the bank account.',
        { param: 'bank_account[payment_method]' },
      );
    }
    return { type: 'bank_account', bank: bankFields(bank_account, 'bank_account') };
  }
  if (account) return { type: 'account', given: withoutNumbers({ ...account }) };
  if (person) return { type: 'person', given: withoutNumbers({ ...person }) };
  if (pii) return { type: 'pii', given: withoutNumbers({ ...pii }) };
  if (cvc_update) {
    if (!/^\d{3,4}$/.test(cvc_update.cvc)) {
      throw invalidRequest("Your card's security code is invalid.", {
        code: 'invalid_cvc',
        param: 'cvc_update[cvc]',
      });
    }
    return { type: 'cvc_update' };
  }
  throw invalidRequest(
    'You must supply either a card, customer, bank account, or personal ID number to create a token.',
    { code: 'parameter_missing' },
  );
}

/** Whether what a platform's Customer has saved is to be copied. */
function copies({ bank_account, card, customer }: Stripe.TokenCreateParams): boolean {
  return customer !== undefined || typeof card === 'string' || typeof bank_account === 'string';
}

function create(context: Context, given: Stripe.TokenCreateParams): Stripe.Token {
  onlyOne({ ...given }, kinds);
  if (copies(given)) {
    const { contents, shown } = copySaved(context, given);
    return keep(context, contents, shown);
  }
  const contents = contentsOf(context, given);
  return keep(context, contents, {
    ...(contents.type === 'bank_account'
      ? { bank_account: newBankAccount(context, contents.bank) }
      : {}),
    ...(contents.type === 'card' ? { card: newCard(context, contents) } : {}),
  });
}

function keep(
  context: Context,
  contents: TokenContents,
  shown: Pick<Stripe.Token, 'bank_account' | 'card'>,
): Stripe.Token {
  const token: Stripe.Token = {
    id: context.id(prefixes[contents.type]),
    object: 'token',
    ...shown,
    client_ip: '127.0.0.1',
    created: context.now(),
    livemode: false,
    type: contents.type,
    used: false,
  };
  context.records.put('token', token, contents);
  return token;
}

export const tokens: Resource = {
  object: 'token',
  routes: [
    route('POST', '/v1/tokens', 'TokenCreateParams', create, { access: 'any' }),
    route('GET', '/v1/tokens/:id', 'TokenRetrieveParams', (context, _, path) => {
      const found = context.records.get('token', path.id ?? '');
      if (!found) throw noSuch('token', path.id ?? '', 'token');
      return found.object;
    }),
  ],
};
