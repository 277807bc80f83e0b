/**
 * Valid values by the names of parameters, most telling first. What is not here says its own name,
 * a number, `true`, or the first of its choices.
 */
type Value = string | number | boolean;

// prettier-ignore
const byName: Readonly<Record<string, readonly Value[]>> = {
  account_number: ['000123456789'],
  domain_name: ['other.shop.example'],
  amount: [1234],
  city: ['Asheville'],
  country: ['FR', 'US'],
  currency: ['eur', 'usd'],
  day: [4],
  email: ['kim@example.com'],
  exp_month: [7],
  exp_year: [new Date().getUTCFullYear() + 4],
  ip: ['192.0.2.7'],
  ip_address: ['192.0.2.7'],
  line1: ['510 Townsend St'],
  mcc: ['5734'],
  month: [3],
  phone: ['+15555550123'],
  postal_code: ['28801'],
  receipt_email: ['kim@example.com'],
  return_url: ['https://shop.example/back'],
  routing_number: ['110000000'],
  state: ['NC'],
  support_email: ['help@shop.example'],
  url: ['https://shop.example/page'],
  user_agent: ['Browser/1.0'],
  year: [1990],
};

/** The same where a name is not enough: by the end of the path. */
// prettier-ignore
const byEnd: Readonly<Record<string, readonly Value[]>> = {
  accepted_at: [1_700_000_000],
  'card.networks.preferred': ['visa'],
  cvc: ['123'],
  'dob.year': [1990],
  default_currency: ['eur'],
  invoice_prefix: ['SHOP123'],
  'payments.statement_descriptor': ['SHOP 1234'],
  'card_payments.statement_descriptor_prefix': ['SHOP'],
  statement_descriptor: ['SHOP 1234'],
  statement_descriptor_suffix: ['ORDER 7'],
  number: ['4000056655665556'],
  token: ['tok_mastercard'],
  'tax_id_data.value': ['FRAB123456789'],
  'verification.additional_document.front': ['file_identity_document_success'],
  'verification.document.front': ['file_identity_document_success'],
  minutes: [30],
  timezone: ['Asia/Tokyo'],
  files: ['file_identity_document_success'],
  payment_method_redisplay_limit: [5],
};

export function valuesByName(path: readonly string[]): readonly Value[] | undefined {
  const name = path.filter((part) => part !== '0').join('.');
  const end = Object.keys(byEnd)
    .sort((a, b) => b.length - a.length)
    .find((key) => name === key || name.endsWith(`.${key}`));
  if (end !== undefined) return byEnd[end];
  return byName[path.findLast((part) => part !== '0') ?? ''];
}
