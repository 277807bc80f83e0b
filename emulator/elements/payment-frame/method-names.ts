import type { Texts } from '../locales/texts';
import { isCustom } from './outside-methods';

/** Names that are the same in every language. */
const brands: Readonly<Record<string, string>> = {
  affirm: 'Affirm',
  afterpay_clearpay: 'Afterpay',
  alipay: 'Alipay',
  amazon_pay: 'Amazon Pay',
  bancontact: 'Bancontact',
  blik: 'BLIK',
  cashapp: 'Cash App Pay',
  eps: 'EPS',
  fpx: 'FPX',
  grabpay: 'GrabPay',
  ideal: 'iDEAL | Wero',
  klarna: 'Klarna',
  link: 'Link',
  mobilepay: 'MobilePay',
  oxxo: 'OXXO',
  p24: 'Przelewy24',
  paynow: 'PayNow',
  paypal: 'PayPal',
  promptpay: 'PromptPay',
  revolut_pay: 'Revolut Pay',
  sepa_debit: 'SEPA Debit',
  swish: 'Swish',
  twint: 'TWINT',
  wechat_pay: 'WeChat Pay',
  zip: 'Zip',
};

/** `us_bank_account` as people say it. */
export function methodName(type: string, texts: Texts): string {
  if (type === 'card') return texts.methods.card;
  if (type === 'us_bank_account') return texts.methods.usBankAccount;
  if (isCustom(type)) return texts.methods.custom;
  const known = type.replace(/^external_/, '');
  const words = known.replace(/_/g, ' ');
  return brands[known] ?? words.charAt(0).toUpperCase() + words.slice(1);
}
