/**
 * `payment_method_details` of a charge of a Source
 * (docs.stripe.com/api/charges/object#charge_object-payment_method_details).
 */
import type Stripe from 'stripe';
import type { Context } from '../server/contract';

type Details = Stripe.Charge.PaymentMethodDetails;

/** What the charge says of a Source that is no card. */
export function sourceDetails(context: Context, source: Stripe.Source): Details {
  const { type } = source;
  const verified_name = source.owner?.verified_name ?? null;
  const noMandate = { generated_sepa_debit: null, generated_sepa_debit_mandate: null };
  switch (type) {
    case 'ach_credit_transfer': {
      const { account_number, bank_name, routing_number, swift_code } =
        source.ach_credit_transfer ?? {};
      return {
        type,
        ach_credit_transfer: {
          account_number: account_number ?? null,
          bank_name: bank_name ?? null,
          routing_number: routing_number ?? null,
          swift_code: swift_code ?? null,
        },
      };
    }
    case 'ach_debit': {
      const { bank_name, country, fingerprint, last4, routing_number } = source.ach_debit ?? {};
      return {
        type,
        ach_debit: {
          account_holder_type: null,
          bank_name: bank_name ?? null,
          country: country ?? null,
          fingerprint: fingerprint ?? null,
          last4: last4 ?? null,
          routing_number: routing_number ?? null,
        },
      };
    }
    case 'alipay':
      return { type, alipay: { fingerprint: null, transaction_id: context.random(16) } };
    case 'bancontact': {
      const { bank_code, bank_name, bic, iban_last4 } = source.bancontact ?? {};
      return {
        type,
        bancontact: {
          bank_code: bank_code ?? null,
          bank_name: bank_name ?? null,
          bic: bic ?? null,
          ...noMandate,
          iban_last4: iban_last4 ?? null,
          preferred_language: null,
          verified_name,
        },
      };
    }
    case 'eps':
      return { type, eps: { bank: null, verified_name } };
    case 'giropay': {
      const { bank_code, bank_name, bic } = source.giropay ?? {};
      return {
        type,
        giropay: {
          bank_code: bank_code ?? null,
          bank_name: bank_name ?? null,
          bic: bic ?? null,
          verified_name,
        },
      };
    }
    case 'ideal': {
      const { bank, bic, iban_last4 } = source.ideal ?? {};
      return {
        type,
        ideal: {
          bank: (bank ?? null) as Stripe.Charge.PaymentMethodDetails.Ideal.Bank | null,
          bic: (bic ?? null) as Stripe.Charge.PaymentMethodDetails.Ideal.Bic | null,
          ...noMandate,
          iban_last4: iban_last4 ?? null,
          transaction_id: null,
          verified_name,
        },
      };
    }
    case 'klarna':
      return {
        type,
        klarna: { payer_details: null, payment_method_category: null, preferred_locale: null },
      };
    case 'multibanco': {
      const { entity, reference } = source.multibanco ?? {};
      return { type, multibanco: { entity: entity ?? null, reference: reference ?? null } };
    }
    case 'p24':
      return {
        type,
        p24: { bank: null, reference: source.p24?.reference ?? null, verified_name },
      };
    case 'sepa_debit': {
      const { bank_code, branch_code, country, fingerprint, last4 } = source.sepa_debit ?? {};
      return {
        type,
        sepa_debit: {
          bank_code: bank_code ?? null,
          branch_code: branch_code ?? null,
          country: country ?? null,
          fingerprint: fingerprint ?? null,
          last4: last4 ?? null,
          mandate: null,
        },
      };
    }
    case 'sofort': {
      const { bank_code, bank_name, bic, country, iban_last4 } = source.sofort ?? {};
      return {
        type,
        sofort: {
          bank_code: bank_code ?? null,
          bank_name: bank_name ?? null,
          bic: bic ?? null,
          country: country ?? null,
          ...noMandate,
          iban_last4: iban_last4 ?? null,
          preferred_language: null,
          verified_name,
        },
      };
    }
    case 'wechat':
      return { type, wechat: {} };
    default:
      throw new Error(`No Source of the type ${type} is charged so`);
  }
}
