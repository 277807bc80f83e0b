import { handle } from '@/lib/security/handle';
import { receiveEvent } from '@/lib/webhooks/receive-event';

export const dynamic = 'force-dynamic';

/**
 * What happens on the sellers' connected accounts: payments, refunds, disputes, subscriptions and
 * their invoices, the standing of the accounts.
 */
export const POST = handle((request) => receiveEvent('connect', request));
