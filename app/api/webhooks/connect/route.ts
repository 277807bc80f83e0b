import { handle } from '@/lib/security/handle';
import { receiveEvent } from '@/lib/webhooks/receive-event';

export const dynamic = 'force-dynamic';

/** What happens on the sellers' connected accounts: payments, refunds, disputes, their standing. */
export const POST = handle((request) => receiveEvent('connect', request));
