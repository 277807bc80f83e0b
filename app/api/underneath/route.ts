import { config } from '@/lib/config/config';
import { underneathQuery } from '@/lib/inspector/requests';
import { readUnderneath } from '@/lib/inspector/underneath';
import { markOf, scopeOf } from '@/lib/model/underneath';
import { answer, notFound, nothingNew, problem } from '@/lib/security/answer';
import { handle } from '@/lib/security/handle';
import { requireBuyerApi } from '@/lib/session/session';

/**
 * What lies under a page, for whoever may see it there: calls to Stripe and delivered events, redacted.
 * `now` is this computer's time, by which a browser sets its own; who sends the `mark` of the last
 * answer as `known` is told 204 while nothing is new.
 */
export const GET = handle(async (request) => {
  const user = await requireBuyerApi(request);
  if (user instanceof Response) return user;
  const asked = underneathQuery.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!asked.success) return problem(400, 'invalid', 'That page is not known.');
  const { page, known } = asked.data;
  const underneath = await readUnderneath(user, scopeOf(page));
  if (!underneath) return notFound();
  const mark = markOf(underneath);
  if (known === mark) return nothingNew();
  const apiBase = config().stripe.apiBase.href;
  return answer({ ...underneath, apiBase, mark, now: new Date().toISOString() });
});
