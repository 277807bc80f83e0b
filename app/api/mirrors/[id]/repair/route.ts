import { nothing } from '@/lib/payments/requests';
import { answer, notFound } from '@/lib/security/answer';
import { guardWrite } from '@/lib/security/guard-write';
import { handle } from '@/lib/security/handle';
import { readJson } from '@/lib/security/read-json';
import { requireOperatorApi } from '@/lib/session/session';
import { repairMirrors } from '@/lib/subscriptions/repair-mirrors';
import { subscriptionPath } from '@/lib/subscriptions/requests';

interface Context {
  readonly params: Promise<{ readonly id: string }>;
}

/** An operator has one mirror brought up to date. */
export const POST = handle(async (request, { params }: Context) => {
  const refused = guardWrite(request);
  if (refused) return refused;
  const operator = await requireOperatorApi(request);
  if (operator instanceof Response) return operator;
  const body = await readJson(request, nothing);
  if (body instanceof Response) return body;
  const path = subscriptionPath.safeParse(await params);
  if (!path.success) return notFound();
  return answer(await repairMirrors(operator, [path.data.id]), { status: 202 });
});
