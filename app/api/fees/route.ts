import { exportFees } from '@/lib/operator/list-fees';
import { feesQuery } from '@/lib/operator/requests';
import { streamed } from '@/lib/security/answer';
import { handle } from '@/lib/security/handle';
import { requireOperatorApi } from '@/lib/session/session';

/** The platform's application fees of some days as a CSV file. */
export const GET = handle(async (request) => {
  const operator = await requireOperatorApi(request);
  if (operator instanceof Response) return operator;
  const span = feesQuery.parse(Object.fromEntries(new URL(request.url).searchParams));
  return streamed(`fees-${span.from}-${span.to}.csv`, 'text/csv', exportFees(span));
});
