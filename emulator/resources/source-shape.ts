/**
 * The hash that a Source has of its type, and the flow's (docs.stripe.com/api/sources/object).
 */
import { createHash } from 'node:crypto';
import type Stripe from 'stripe';
import type { Context } from '../server/contract';
import { digits } from './plain-charge';
import type { SourceFlow, SourceType } from './source-types';

type Source = Stripe.Source;

/** What the SDK's types leave to those who know the type: text by name, within its hash. */
export type TypeFields = Readonly<Record<string, string | undefined>>;

/** One fingerprint per account number, of which nothing else is kept but the last four. */
function printOf(context: Context, number: string): string {
  const hash = createHash('sha256').update(`iban ${context.platform} ${number}`).digest('base64');
  return hash.replaceAll(/[^A-Za-z0-9]/g, '').slice(0, 16);
}

/** What a page may see of a Source: not whose it is, nor what would tell cards apart. */
export function sourceAnswer(context: Context, source: Source): Source {
  if (context.key !== 'publishable') return source;
  const { customer: _, card, ...shown } = source;
  if (!card) return shown;
  const { fingerprint: __, ...rest } = card;
  return { ...shown, card: rest };
}

/** The hash by the name of the type, for those that are no card and no bank account of a token. */
export function typeHash(
  context: Context,
  type: SourceType,
  given: TypeFields,
  { page, statement }: { readonly page: string; readonly statement: string | null },
): Partial<Source> {
  const bank = { bank_code: null, bank_name: null, bic: null };
  const said = { statement_descriptor: statement };
  switch (type) {
    case 'ach_credit_transfer': {
      const account_number = `test_${context.random(12).toLowerCase()}`;
      return {
        ach_credit_transfer: {
          account_number,
          bank_name: 'TEST BANK',
          fingerprint: printOf(context, account_number),
          refund_account_holder_name: null,
          refund_account_holder_type: null,
          refund_routing_number: null,
          routing_number: '110000000',
          swift_code: 'TSTEZ122',
        },
      };
    }
    case 'alipay':
      return { alipay: { data_string: null, native_url: null, ...said } };
    case 'bancontact': {
      const preferred_language = given.preferred_language ?? null;
      return { bancontact: { ...bank, iban_last4: null, preferred_language, ...said } };
    }
    case 'eps':
      return { eps: { reference: null, ...said } };
    case 'giropay':
      return { giropay: { ...bank, ...said } };
    case 'ideal':
      return { ideal: { bank: given.bank ?? null, bic: null, iban_last4: null, ...said } };
    case 'klarna':
      return {
        klarna: {
          client_token: context.random(32),
          purchase_country: given.purchase_country ?? 'DE',
        },
      };
    case 'multibanco':
      return {
        multibanco: {
          entity: '11111',
          reference: digits(context, 9),
          refund_account_holder_address_city: null,
          refund_account_holder_address_country: null,
          refund_account_holder_address_line1: null,
          refund_account_holder_address_line2: null,
          refund_account_holder_address_postal_code: null,
          refund_account_holder_address_state: null,
          refund_account_holder_name: null,
          refund_iban: null,
        },
      };
    case 'p24':
      return { p24: { reference: null } };
    case 'sepa_debit':
      return { sepa_debit: sepaShown(context, given.iban ?? '') };
    case 'sofort': {
      const { country = null, preferred_language = null } = given;
      return { sofort: { ...bank, country, iban_last4: null, preferred_language, ...said } };
    }
    case 'wechat':
      return {
        wechat: {
          prepay_id: `wx${digits(context, 16)}`,
          // In test mode it is no code to scan but the page that answers for the app.
          qr_code_url: page,
          statement_descriptor: statement ?? '',
        },
      };
    default:
      return {};
  }
}

/** Of an IBAN the country, the bank's code and the last four are shown, and nothing else is kept. */
function sepaShown(context: Context, given: string): Stripe.Source.SepaDebit {
  const iban = given.replaceAll(/\s/g, '').toUpperCase();
  const reference = context.random(16).toUpperCase();
  return {
    bank_code: iban.slice(4, 12),
    branch_code: null,
    country: iban.slice(0, 2),
    fingerprint: printOf(context, iban),
    last4: iban.slice(-4),
    mandate_reference: reference,
    // Stripe shows the mandate at an address of its own; there is none here.
    mandate_url: null,
  };
}

/** Where the owner of a Source agrees or declines, in test mode. */
export function pageOf(
  { account, urls }: Context,
  { id, client_secret }: Pick<Source, 'client_secret' | 'id'>,
): string {
  return `${urls.bank}/redirect/sources/${id}?account=${account}&client_secret=${client_secret}`;
}

/** The hash that a flow adds. */
export function flowHash(
  context: Context,
  flow: SourceFlow,
  source: Pick<Source, 'client_secret' | 'id' | 'type'> & Partial<Source>,
  given: {
    readonly return_url?: string | undefined;
    readonly refund_attributes_method?: string | undefined;
  },
): Partial<Source> {
  const { return_url } = given;
  const page =
    return_url === undefined
      ? {}
      : {
          redirect: {
            failure_reason: null,
            return_url,
            status: 'pending',
            url: pageOf(context, source),
          },
        };
  switch (flow) {
    case 'redirect':
      return page;
    case 'receiver':
      return {
        // The buyer may be shown the address at a page as well.
        ...page,
        receiver: {
          address: addressOf(source),
          amount_charged: 0,
          amount_received: 0,
          amount_returned: 0,
          refund_attributes_method: given.refund_attributes_method ?? 'email',
          refund_attributes_status: 'missing',
        },
      };
    case 'code_verification':
      return { code_verification: { attempts_remaining: 5, status: 'pending' } };
    case 'none':
      return {};
  }
}

/** Where money is to be sent. */
function addressOf({ ach_credit_transfer: ach, multibanco }: Partial<Source>): string | null {
  if (ach) return `${ach.routing_number ?? ''}-${ach.account_number ?? ''}`;
  return multibanco ? `${multibanco.entity ?? ''}-${multibanco.reference ?? ''}` : null;
}
