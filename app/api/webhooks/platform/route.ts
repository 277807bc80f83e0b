import { handle } from '@/lib/security/handle';
import { receiveEvent } from '@/lib/webhooks/receive-event';

export const dynamic = 'force-dynamic';

/**
 * What happens on the platform's own account: cards saved, renewed and taken off, Souk Plus, mandates,
 * fees.
 */
export const POST = handle((request) => receiveEvent('platform', request));
