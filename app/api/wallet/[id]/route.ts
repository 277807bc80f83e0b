import { removeMethod } from '@/lib/payments/remove-method';
import { defaultRequest, savedMethodId } from '@/lib/payments/requests';
import { setDefaultMethod } from '@/lib/payments/set-default-method';
import { answer, notFound } from '@/lib/security/answer';
import { guardWrite } from '@/lib/security/guard-write';
import { handle } from '@/lib/security/handle';
import { readJson } from '@/lib/security/read-json';
import { requireBuyerApi } from '@/lib/session/session';

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

/** Removes a saved method: from now on it cannot be charged. */
export const DELETE = handle(async (request, { params }: Context) => {
  const refused = guardWrite(request);
  if (refused) return refused;
  const buyer = await requireBuyerApi(request);
  if (buyer instanceof Response) return buyer;
  const id = savedMethodId.safeParse((await params).id);
  const removed = id.success ? await removeMethod(buyer, id.data) : null;
  return removed?.ok ? answer(removed.value) : notFound();
});
