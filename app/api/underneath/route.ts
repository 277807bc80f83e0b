import { z } from 'zod';
import { config } from '@/lib/config/config';
import { exportHtml } from '@/lib/inspector/export-html';
import { exportJson } from '@/lib/inspector/export-json';
import { readUnderneath } from '@/lib/inspector/underneath';
import type { BuyerId, OrderId, SubscriptionId } from '@/lib/model/ids';
import { markOf, scopeOf, type UnderneathScope } from '@/lib/model/underneath';
import { hasOrder } from '@/lib/payments/orders';
import { answer, download, notFound, nothingNew, problem } from '@/lib/security/answer';
import { noControls } from '@/lib/security/control-characters';
import { handle } from '@/lib/security/handle';
import { requireBuyerApi } from '@/lib/session/session';
import { hasSubscription } from '@/lib/subscriptions/subscriptions';

const query = z.object({
  page: z.string().startsWith('/').max(200).regex(noControls),
  as: z.enum(['json', 'html']).optional(),
  known: z.string().max(200).optional(),
});

/**
 * What lies under a page of this buyer: calls to Stripe and delivered events, redacted; with `as` one
 * file of it. `now` is this computer's time, by which a browser sets its own; who sends the `mark` of
 * the last answer as `known` is told 204 while nothing is new.
 */
export const GET = handle(async (request) => {
  const buyer = await requireBuyerApi(request);
  if (buyer instanceof Response) return buyer;
  const asked = query.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!asked.success) return problem(400, 'invalid', 'That page is not known.');
  const { page, as, known } = asked.data;
  const scope = scopeOf(page);
  if (!(await isOwn(buyer.id, scope))) return notFound();
  const underneath = await readUnderneath(buyer.id, scope);
  const apiBase = config().stripe.apiBase.href;
  const name = `souk${page.replaceAll(/[^A-Za-z0-9]+/g, '-').replace(/-$/, '')}-calls`;
  if (as === 'json') {
    return download(`${name}.json`, 'application/json', exportJson(page, underneath));
  }
  if (as === 'html') {
    return download(`${name}.html`, 'text/html', exportHtml(page, underneath, apiBase));
  }
  const mark = markOf(underneath);
  if (known === mark) return nothingNew();
  return answer({ ...underneath, apiBase, mark, now: new Date().toISOString() });
});

async function isOwn(buyerId: BuyerId, scope: UnderneathScope): Promise<boolean> {
  if (scope.of === 'order') return hasOrder(buyerId, scope.id as OrderId);
  return scope.of !== 'subscription' || hasSubscription(buyerId, scope.id as SubscriptionId);
}
