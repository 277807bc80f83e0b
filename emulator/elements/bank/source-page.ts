import type Stripe from 'stripe';
import { escapeHtml } from '../serve/security';
import { document, formatAmount, type Setting } from './pages';

/** What the page calls each method; others by their own name. */
const names: Readonly<Record<string, string>> = {
  alipay: 'Alipay',
  bancontact: 'Bancontact',
  eps: 'EPS',
  giropay: 'giropay',
  ideal: 'iDEAL',
  klarna: 'Klarna',
  multibanco: 'Multibanco',
  p24: 'Przelewy24',
  sofort: 'SOFORT',
  three_d_secure: '3D Secure',
  wechat: 'WeChat Pay',
};

function rowsOf(source: Stripe.Source, merchant: string): [string, string][] {
  const { amount, currency, owner, receiver, statement_descriptor, type } = source;
  const rows: [string, string | null][] = [
    ['Merchant', merchant],
    ['Amount', amount === null || currency === null ? null : formatAmount(amount, currency)],
    ['Method', names[type] ?? type],
    ['Owner', owner?.name ?? owner?.email ?? null],
    ['Send to', receiver?.address ?? null],
    ['Statement', statement_descriptor],
    ['Source', source.id],
  ];
  return rows.filter((row): row is [string, string] => row[1] !== null);
}

/**
 * Stripe's test page of a Source: "displays information about the API request, and where you can
 * either authorize or cancel the payment" (docs.stripe.com/sources/ideal#testing). The ids of its
 * buttons are those of the 3D Secure page.
 */
export function sourcePage(source: Stripe.Source, merchant: string, setting: Setting): string {
  const rows = rowsOf(source, merchant);
  return document(
    setting,
    'asking',
    `${names[source.type] ?? 'Payment'} test page`,
    `<p class="lead">You are about to pay. Nothing is charged before the merchant charges this source.</p>
<dl>${rows.map(([name, value]) => `<dt>${name}</dt><dd>${escapeHtml(value)}</dd>`).join('')}</dl>
<form method="post">
<button id="test-source-authorize-3ds" class="primary" type="submit" name="outcome" value="authenticate">Authorize Test Payment</button>
<button id="test-source-fail-3ds" type="submit" name="outcome" value="fail">Fail Test Payment</button>
</form>
<p class="note">A simulated bank: no money moves. Choose what the buyer does.</p>`,
  );
}

/** For a Source without an address to go back to: what became of it. */
export function sourceAnsweredPage({ status, type }: Stripe.Source, setting: Setting): string {
  const name = names[type] ?? 'The payment';
  return document(
    setting,
    'answered',
    status === 'failed' || status === 'canceled'
      ? `${name} was not authorized`
      : `${name} was authorized`,
    '<p class="lead" role="status">You can go back to the merchant.</p>',
  );
}

export function unknownSourcePage(setting: Setting): string {
  return document(
    setting,
    'unknown',
    'No such payment',
    '<p class="lead">The address is incomplete, or the payment it belongs to is gone. Go back to the merchant and try again.</p>',
  );
}
