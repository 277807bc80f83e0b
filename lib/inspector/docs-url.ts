type Method = 'GET' | 'POST' | 'DELETE';

const base = 'https://docs.stripe.com';

/**
 * Pages that are not called as their path is. `:id` stands for one part of the path; the first that fits
 * counts.
 */
const pages: readonly (readonly [method: Method, path: string, page: string])[] = [
  ['GET', 'account', 'accounts/retrieve'],
  ['GET', 'balance', 'balance/balance_retrieve'],
  ['POST', 'account_links', 'account_links/create'],
  ['DELETE', 'subscriptions/:id', 'subscriptions/cancel'],
  ['GET', 'customers/:id/payment_methods', 'payment_methods/customer_list'],
  ['GET', 'customers/:id/payment_methods/:id', 'payment_methods/customer'],
  ['GET', 'customers/:id/balance_transactions', 'customer_balance_transactions/list'],
  ['POST', 'customers/:id/balance_transactions', 'customer_balance_transactions/create'],
  ['POST', 'customers/:id/sources', 'cards/create'],
  ['GET', 'customers/:id/sources', 'cards/list'],
  ['GET', 'customers/:id/sources/:id', 'cards/retrieve'],
  ['POST', 'customers/:id/sources/:id', 'cards/update'],
  ['DELETE', 'customers/:id/sources/:id', 'sources/detach'],
  ['POST', 'customers/:id/sources/:id/verify', 'customer_bank_accounts/verify'],
  ['POST', 'tokens', 'tokens/create_card'],
  ['GET', 'invoice_payments', 'invoice-payment/list'],
  ['POST', 'application_fees/:id/refunds', 'fee_refunds/create'],
  ['POST', 'test_helpers/test_clocks/:id/advance', 'test_clocks/advance'],
];

/** Verbs behind an id that have a page of their own, e.g. `/v1/payment_methods/pm_1/detach`. */
const actions = new Set([
  'attach',
  'cancel',
  'capture',
  'close',
  'confirm',
  'detach',
  'finalize',
  'mark_uncollectible',
  'pay',
  'resume',
  'search',
  'send',
  'update',
  'verify',
  'verify_microdeposits',
  'void',
]);

/** Rooms of Stripe's API: their resources lie one level deeper. */
const rooms = new Set(['billing_portal', 'checkout', 'financial_connections', 'test_helpers']);

/** Stripe's page about a call, e.g. `/v1/setup_intents/seti_1` read: api/setup_intents/retrieve. */
export function docsUrl(method: Method, path: string, onAccount: boolean): string {
  const parts = path
    .replace(/^\/v\d+\//, '')
    .split('/')
    .filter(Boolean);
  const inRoom = rooms.has(parts[0] ?? '');
  const resource = parts.slice(0, inRoom ? 2 : 1).join('/');
  const [id, action] = parts.slice(inRoom ? 2 : 1);
  if (!/^[a-z_/]+$/.test(resource)) return `${base}/api`;
  // The very call this demo is about has a guide of its own.
  if (onAccount && method === 'POST' && resource === 'payment_methods' && !id) {
    return `${base}/connect/direct-charges-multiple-accounts`;
  }
  const named = pages.find(([verb, like]) => verb === method && fits(like.split('/'), parts));
  return `${base}/api/${named ? named[2] : `${resource}/${pageOf(method, id, action)}`}`;
}

function fits(like: readonly string[], parts: readonly string[]): boolean {
  return (
    like.length === parts.length &&
    like.every((part, index) => part === ':id' || part === parts[index])
  );
}

function pageOf(method: Method, id?: string, action?: string): string {
  // A verb without an id: `/v1/invoices/create_preview`, `/v1/payment_intents/search`.
  if (id === 'create_preview' || id === 'search') return id;
  if (action && actions.has(action)) return action;
  if (method === 'DELETE') return 'delete';
  if (method === 'GET') return id ? 'retrieve' : 'list';
  return id ? 'update' : 'create';
}
