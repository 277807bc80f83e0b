import type { HostedInvoice } from '../../billing/hosted-invoice';
import { dateOf, formatAmount } from '../../elements/bank/pages';
import { escapeHtml } from '../../elements/serve/security';

/** What the page loads and leads to. */
interface Links {
  readonly stripe: string;
  readonly own: string;
  readonly pdf: string;
}

/** An invoice, and the form that pays it. */
export function invoicePage(view: HostedInvoice, links: Links): string {
  const { invoice, lines, merchant } = view;
  const { currency } = invoice;
  const facts: [string, string | null][] = [
    ['Number', invoice.number],
    ['To', invoice.customer_name ?? invoice.customer_email],
    ['Date', dateOf(invoice.effective_at ?? invoice.created)],
    ['Due', invoice.due_date === null ? null : dateOf(invoice.due_date)],
  ];
  const known = facts.filter((fact): fact is [string, string] => fact[1] !== null);
  return shell(
    `Invoice from ${merchant}`,
    `<dl>${known.map(([name, value]) => row(name, value)).join('')}</dl>
<table>
<caption class="unseen">What this invoice is for</caption>
<thead><tr><th scope="col">For</th><th scope="col">Amount</th></tr></thead>
<tbody>${lines
      .map(
        ({ description, quantity, amount }) =>
          `<tr><td>${escapeHtml(description ?? 'Item')}${quantity !== null && quantity > 1 ? ` <span class="times">× ${quantity}</span>` : ''}</td><td>${formatAmount(amount, currency)}</td></tr>`,
      )
      .join('')}</tbody>
<tfoot>${totals(view)
      .map(
        ([name, amount]) =>
          `<tr><th scope="row">${name}</th><td>${formatAmount(amount, currency)}</td></tr>`,
      )
      .join('')}</tfoot>
</table>
${standing(view)}
<p class="links"><a href="${escapeHtml(links.pdf)}" download>Download invoice</a>${
      view.receipt ? `<a href="${escapeHtml(view.receipt)}">View receipt</a>` : ''
    }</p>`,
    view.payment ? [links.stripe, links.own] : [],
  );
}

/** For an address that leads nowhere. */
export function noInvoicePage(): string {
  return shell(
    'No such invoice',
    '<p class="lead">The address is incomplete, or the invoice it belongs to is gone.</p>',
    [],
  );
}

/** Sums below the lines, those that say something. */
export function totals({ invoice }: HostedInvoice): [string, number][] {
  const applied = invoice.amount_due - invoice.total;
  return [
    ['Total', invoice.total],
    ...(applied === 0 ? [] : [['Applied balance', applied] as [string, number]]),
    ...(invoice.amount_paid > 0 && invoice.amount_remaining > 0
      ? [['Paid so far', invoice.amount_paid] as [string, number]]
      : []),
    invoice.amount_remaining > 0 && invoice.status === 'open'
      ? ['Amount due', invoice.amount_remaining]
      : ['Amount paid', invoice.amount_paid],
  ];
}

function standing({ invoice, state, payment, verification }: HostedInvoice): string {
  if (payment) {
    const { key, account, secret } = payment;
    const amount = formatAmount(invoice.amount_remaining, invoice.currency);
    return `<form id="payment" data-key="${key}" data-secret="${escapeHtml(secret)}"${account ? ` data-account="${account}"` : ''}>
<div id="payment-element"></div>
<p class="refusal" role="alert" id="refusal" hidden></p>
<button class="primary" type="submit" disabled>Pay ${amount}</button>
</form>`;
  }
  if (verification !== null) {
    return `<p class="note" role="status">Your bank account has to be verified before it is debited. <a href="${escapeHtml(verification)}">Verify it</a></p>`;
  }
  if (state === 'waiting') {
    return '<p class="note" role="status">Your payment is on its way. It can take some days until it arrives.</p>';
  }
  const told: Readonly<Record<string, string>> = {
    paid: 'This invoice is paid.',
    void: 'This invoice was voided: there is nothing to pay.',
    uncollectible: 'This invoice is closed. Speak to whoever sent it.',
  };
  return `<p class="note" role="status">${told[invoice.status ?? ''] ?? 'There is nothing to pay.'}</p>`;
}

function row(name: string, value: string): string {
  return `<dt>${name}</dt><dd>${escapeHtml(value)}</dd>`;
}

function shell(heading: string, content: string, scripts: readonly string[]): string {
  const tags = scripts.map((src) => `<script src="${escapeHtml(src)}" defer></script>`);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(heading)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/assets/bank.css">
<link rel="stylesheet" href="/assets/invoices.css">
${tags.join('\n')}
</head>
<body class="is-page">
<main>
<p class="bank">Invoice</p>
<h1>${escapeHtml(heading)}</h1>
${content}
</main>
</body>
</html>
`;
}
