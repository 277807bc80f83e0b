import type { Receipt } from '../../resources/receipts';
import { escapeHtml } from '../serve/security';
import { brandName, dateOf, document, formatAmount, type Setting } from './pages';

/** The receipt a charge's `receipt_url` leads to (docs.stripe.com/receipts). */
export function receiptPage(
  { merchant, charge, released, invoice }: Receipt,
  setting: Setting,
): string {
  const { captured, currency } = charge;
  const returned = released ? charge.amount : charge.amount_refunded;
  const held = !captured && !released;
  const rows: [string, string][] = [
    [held ? 'Amount held' : 'Amount paid', formatAmount(charge.amount, currency)],
    ...(returned > 0 ? [['Returned', formatAmount(returned, currency)] as [string, string]] : []),
    ['Date', dateOf(charge.created)],
    paidWith(charge),
    ...(invoice?.number ? [['Invoice', invoice.number] as [string, string]] : []),
    ...(charge.description && !invoice ? [['For', charge.description] as [string, string]] : []),
    ['Reference', charge.id],
  ];
  return document(
    setting,
    'receipt',
    `Receipt from ${merchant}`,
    `${listOf(rows)}${invoice ? listOf(linesOf(invoice)) : ''}
<p class="note">A test payment: no money has moved.</p>`,
    { kind: 'Receipt' },
  );
}

function listOf(rows: readonly [string, string][]): string {
  const shown = rows.map(
    ([name, value]) => `<dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd>`,
  );
  return `<dl>${shown.join('')}</dl>`;
}

/** What an invoice is for, as far as it shows its lines. */
function linesOf(invoice: NonNullable<Receipt['invoice']>): [string, string][] {
  return invoice.lines.data.map(({ amount, currency, description }) => [
    description ?? 'Item',
    formatAmount(amount, currency),
  ]);
}

function paidWith({ payment_method_details: details }: Receipt['charge']): [string, string] {
  const { card, us_bank_account: bank } = details ?? {};
  return bank
    ? ['Bank account', `${bank.bank_name ?? ''} ••••\u00a0${bank.last4 ?? ''}`]
    : ['Card', `${brandName(card?.brand ?? 'card')} ••••\u00a0${card?.last4 ?? ''}`];
}

export function noReceiptPage(setting: Setting): string {
  return document(
    setting,
    'unknown',
    'No such receipt',
    '<p class="lead">The address is incomplete, or the payment it belongs to is gone.</p>',
    { kind: 'Receipt' },
  );
}
