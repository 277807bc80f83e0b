const base = 'https://docs.stripe.com';

/** Verbs after an id, e.g. `/v1/payment_methods/pm_1/detach`. */
const actions = new Set(['attach', 'cancel', 'capture', 'confirm', 'detach', 'update']);

/** Stripe's page about a call, e.g. `/v1/setup_intents/seti_1` read: api/setup_intents/retrieve. */
export function docsUrl(
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  onAccount: boolean,
): string {
  const [resource, id, action] = path.replace(/^\/v1\//, '').split('/');
  if (!resource || !/^[a-z_]+$/.test(resource)) return `${base}/api`;
  // The very call this demo is about has a guide of its own.
  if (onAccount && method === 'POST' && resource === 'payment_methods' && !id) {
    return `${base}/connect/direct-charges-multiple-accounts`;
  }
  if (resource === 'account') return `${base}/api/accounts/retrieve`;
  return `${base}/api/${resource}/${verb(method, id, action)}`;
}

function verb(method: 'GET' | 'POST' | 'DELETE', id?: string, action?: string): string {
  if (action && actions.has(action)) return action;
  if (method === 'DELETE') return 'delete';
  if (method === 'GET') return id ? 'retrieve' : 'list';
  return id ? 'update' : 'create';
}
