import { defaultRequest } from '@/lib/payments/requests';
import { savedMethodId } from '@/lib/security/row-ids';
import { setDefaultMethod } from '@/lib/payments/wallet/set-default-method';
import { answer, notFound } from '@/lib/security/answer';
import { guardWrite } from '@/lib/security/guard-write';
import { handle } from '@/lib/security/handle';
import { readJson } from '@/lib/security/read-json';
import { requireBuyerApi } from '@/lib/session/session';
import { removalAnswer } from '@/lib/subscriptions/removal/removal-answer';
import { removalRequest } from '@/lib/subscriptions/sync/sync-requests';

interface Context {
  readonly params: Promise<{ readonly id: string }>;
}

/** Makes a saved method the default. */
export const PATCH = handle(async (request, { params }: Context) => {
  const refused = guardWrite(request);
  if (refused) return refused;
  const buyer = await requireBuyerApi(request);
  if (buyer instanceof Response) return buyer;
  const body = await readJson(request, defaultRequest);
  if (body instanceof Response) return body;
  const id = savedMethodId.safeParse((await params).id);
  const changed = id.success ? await setDefaultMethod(buyer, id.data) : null;
  return changed?.ok ? answer({ method: changed.value }) : notFound();
});

/** Removes a saved method, once it is said what becomes of the subscriptions that are paid with it. */
export const DELETE = handle(async (request, { params }: Context) => {
  const refused = guardWrite(request);
  if (refused) return refused;
  const buyer = await requireBuyerApi(request);
  if (buyer instanceof Response) return buyer;
  // Nothing has to be said of a card that nothing is paid with.
  const said = request.headers.has('content-type') ? await readJson(request, removalRequest) : {};
  if (said instanceof Response) return said;
  const id = savedMethodId.safeParse((await params).id);
  return id.success ? removalAnswer(buyer, id.data, said) : notFound();
});
