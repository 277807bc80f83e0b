import { Alert } from '@/components/ui/alert';
import { Time } from '@/components/ui/time';
import { words } from '@/lib/language/request';
import type { RefundView } from '@/lib/model/after-sale';
import { RefundCodes } from './refund-codes';
import { refundTone } from './refund-tone';

/** What became of one refund, for the buyer. */
export async function RefundNote({ refund }: { readonly refund: RefundView }) {
  const t = await words('orders');
  const { problem } = refund;
  return (
    <Alert tone={refundTone(refund.state)} title={refund.stateText}>
      <p className="mt-0.5">{refund.about}</p>
      {problem ? (
        <p className="mt-1">
          {problem.message} {problem.advice}
        </p>
      ) : null}
      {refund.answer ? (
        <p className="mt-1">
          {t.rich('answer', { answer: refund.answer, q: (chunks) => <q dir="auto">{chunks}</q> })}
        </p>
      ) : null}
      <p className="mt-1">
        {t.rich('askedFor', {
          reason: refund.reasonText,
          time: () => <Time iso={refund.askedAt} />,
        })}
      </p>
      <RefundCodes refund={refund} />
    </Alert>
  );
}
