/**
 * Which tax ids are well formed, and what a register says of them
 * (docs.stripe.com/billing/customer/tax-ids).
 */
import type Stripe from 'stripe';
import { invalidRequest } from '../server/contract';

/** Forms that Stripe checks, as its table of types shows them; others only may not be empty. */
const forms: Readonly<Record<string, RegExp>> = {
  au_abn: /^\d{11}$|^(\d)\1{8}$/,
  br_cnpj: /^\d{2}\.?\d{3}\.?\d{3}\/?\d{4}-?\d{2}$/,
  br_cpf: /^\d{3}\.?\d{3}\.?\d{3}-?\d{2}$/,
  ca_bn: /^\d{9}$/,
  ch_vat: /^CHE-?\d{3}\.?\d{3}\.?\d{3}( ?(MWST|TVA|IVA))?$/,
  es_cif: /^[A-Z]\d{7}[A-Z0-9]$/,
  eu_vat:
    /^(AT|BE|BG|CY|CZ|DE|DK|EE|EL|ES|FI|FR|HR|HU|IE|IT|LT|LU|LV|MT|NL|PL|PT|RO|SE|SI|SK|XI)[A-Z0-9+*]{2,13}$/,
  gb_vat: /^(GB|XI)?(\d{9}|\d{12}|GD\d{3}|HA\d{3})$/,
  in_gst: /^\d{2}[A-Z0-9]{13}$/,
  jp_cn: /^\d{13}$/,
  mx_rfc: /^[A-ZÑ&]{3,4}\d{6}[A-Z0-9]{3}$/,
  no_vat: /^\d{9}MVA$/,
  nz_gst: /^\d{8,9}$/,
  us_ein: /^\d{2}-?\d{7}$/,
};

/**
 * Throws Stripe's 400 `tax_id_invalid` for a malformed one (docs.stripe.com/error-codes#tax-id-invalid;
 * the sentence is unconfirmed).
 */
export function checkTaxId(type: string, value: string): void {
  const form = forms[type];
  const plain = value.replaceAll(' ', '').toUpperCase();
  if (plain !== '' && (!form || form.test(plain) || magic(value) !== undefined)) return;
  throw invalidRequest(`Invalid value for ${type}.`, { code: 'tax_id_invalid', param: 'value' });
}

/** The country a tax id is of. */
export function taxIdCountry(type: string, value: string): string {
  if (type !== 'eu_vat') return type.slice(0, 2).toUpperCase();
  const country = value.trim().slice(0, 2).toUpperCase();
  if (!/^[A-Z]{2}$/.test(country)) return 'EU';
  // Greece's own letters in its numbers are not those of its code.
  return country === 'EL' ? 'GR' : country;
}

type Status = Stripe.TaxId.Verification['status'];

/** Test values, with or without a country in front. */
function magic(value: string): Status | undefined {
  switch (value.replaceAll(/[^0-9]/g, '')) {
    case '000000000':
      return 'verified';
    case '111111111':
      return 'unverified';
    case '222222222':
      return 'pending';
    default:
      return undefined;
  }
}

/** Types that Stripe asks a register about. */
const asked = ['au_abn', 'eu_vat', 'gb_vat'];

/**
 * What is known at once, and what the register answers later; null when nothing more is said.
 * unconfirmed: that any other well-formed number is found.
 */
export function taxIdVerdict(
  type: string,
  value: string,
): { status: Status; later: Status | null } {
  if (!asked.includes(type)) return { status: 'unavailable', later: null };
  const answer = magic(value) ?? 'verified';
  return { status: 'pending', later: answer === 'pending' ? null : answer };
}
