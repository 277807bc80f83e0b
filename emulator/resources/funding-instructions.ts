/**
 * Where a customer sends money by bank transfer (docs.stripe.com/api/cash_balance/object,
 * docs.stripe.com/payments/bank-transfers/accept-a-payment). A customer has one place in each
 * currency, the same whenever it is asked for.
 */
import type Stripe from 'stripe';
import { digitsOf, transferIn } from '../rules/bank-transfers';
import { parseCurrency } from '../rules/money';
import { invalidRequest, missingParameter, type Context } from '../server/contract';
import { merchantName } from './merchant';

type Given = Pick<Stripe.CustomerCreateFundingInstructionsParams, 'bank_transfer' | 'currency'>;

const transferParam = 'bank_transfer[type]';

/**
 * The instructions for one customer of the context's account.
 *
 * @throws 400 for a currency or country without bank transfers, and for addresses of another kind
 *   (sentences unconfirmed)
 */
export function fundingInstructions(
  context: Context,
  customer: string,
  { bank_transfer: given, currency: asked }: Given,
): Stripe.FundingInstructions {
  const currency = parseCurrency(asked);
  const transfer = transferIn(currency);
  if (!transfer) {
    throw invalidRequest(`Bank transfers are not supported in ${currency}.`, { param: 'currency' });
  }
  if (given.type !== transfer.type) {
    throw invalidRequest(
      `The bank transfer type ${given.type} is not supported in ${currency}: use ${transfer.type}.`,
      { param: transferParam },
    );
  }
  const country = transfer.countries.length > 1 ? named(given) : transfer.countries[0];
  if (country === undefined || !transfer.countries.includes(country)) {
    throw invalidRequest(`Invalid country: must be one of ${transfer.countries.join(', ')}.`, {
      param: 'bank_transfer[eu_bank_transfer][country]',
    });
  }
  const other = given.requested_address_types?.find((type) => type !== transfer.addressType);
  if (other !== undefined) {
    throw invalidRequest(`Addresses of the type ${other} are not supported for ${transfer.type}.`, {
      param: 'bank_transfer[requested_address_types]',
    });
  }
  return {
    object: 'funding_instructions',
    bank_transfer: {
      country,
      financial_addresses: transfer.addresses({
        name: merchantName(context),
        country,
        digits: digitsOf(`${context.account} ${customer} ${country}`),
      }),
      type: transfer.type,
    },
    currency,
    funding_type: 'bank_transfer',
    livemode: false,
  };
}

function named(given: Given['bank_transfer']): string {
  const country = given.eu_bank_transfer?.country;
  if (country !== undefined) return country.toUpperCase();
  const param = 'bank_transfer[eu_bank_transfer]';
  throw missingParameter(param);
}
