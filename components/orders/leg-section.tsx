import { ReceiptText } from 'lucide-react';
import Link from 'next/link';
import type { SaveCardSetting } from '@/components/stripe/save-card-setting';
import { Card } from '@/components/ui/card';
import { Picture } from '@/components/ui/picture';
import { Price } from '@/components/ui/price';
import { words } from '@/lib/language/request';
import type { OrderId } from '@/lib/model/ids';
import type { LegView } from '@/lib/model/order-views';
import type { SavedMethodView } from '@/lib/model/views';
import { ConfirmLeg } from './confirm-leg';
import { LegAfterSale, RefundedBadge } from './leg-after-sale';
import { LegNote } from './leg-note';
import { LegProblem } from './leg-problem';
import { LegUnderneath } from './leg-underneath';
import { RetryLeg } from './retry-leg';
import { LegStateBadge } from './state-badge';

interface LegSectionProps {
  readonly orderId: OrderId;
  readonly leg: LegView;
  /** True where all sellers are charged together, or none. */
  readonly together: boolean;
  readonly methods: readonly SavedMethodView[];
  readonly save: SaveCardSetting;
}

/** One seller's part of an order: what was bought, how the charge stands, and what can be done. */
export async function LegSection({ orderId, leg, together, methods, save }: LegSectionProps) {
  const [t, states] = await Promise.all([words('orders'), words('states')]);
  const last = leg.attempts.at(-1);
  return (
    <Card
      as="section"
      id={`leg-${leg.id}`}
      tabIndex={-1}
      aria-label={leg.seller.name}
      className="scroll-mt-24 break-inside-avoid space-y-4"
    >
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div>
          <h2 className="text-lg font-semibold">
            <Link
              href={`/sellers/${leg.seller.slug}`}
              className="underline-offset-4 hover:underline"
            >
              {leg.seller.name}
            </Link>
          </h2>
          <p className="text-sm text-ink-soft">{leg.seller.countryName}</p>
        </div>
        <div className="ms-auto flex flex-col items-end gap-1.5">
          <Price price={leg.amount} className="text-lg font-semibold" />
          <LegStateBadge state={leg.state} text={leg.stateText} />
          <RefundedBadge leg={leg} />
        </div>
      </div>

      <ul className="space-y-3">
        {leg.lines.map((line, index) => (
          // The lines of an order never change.
          <li key={index} className="flex items-center gap-3 text-sm">
            <Picture src={line.picture} className="size-12 rounded-lg border border-line" />
            <span className="min-w-0 flex-1">
              <Link
                href={`/products/${line.productSlug}`}
                // The words are low, the target is not.
                className="relative inline-block font-medium underline-offset-4 after:absolute after:-inset-x-1 after:-inset-y-3 hover:underline"
              >
                {line.name}
              </Link>
              <span className="block text-ink-soft">
                {line.variant ? `${line.variant} · ` : ''}
                {line.quantity} × {line.unit.text}
              </span>
            </span>
            <Price price={line.amount} />
          </li>
        ))}
      </ul>

      <p className="text-sm text-ink-soft">
        <LegNote leg={leg} t={states} />
      </p>

      {leg.problem && !leg.paidAt ? (
        <LegProblem
          problem={leg.problem}
          state={leg.state}
          card={last?.card}
          chargeId={last?.chargeId}
        />
      ) : null}
      {leg.canAuthenticate && last ? (
        <ConfirmLeg
          leg={{
            orderId,
            legId: leg.id,
            accountId: leg.accountId,
            attempt: last.number,
            publishableKey: save.publishableKey,
            scriptUrl: save.scriptUrl,
          }}
          seller={leg.seller.name}
          amount={leg.amount.text}
          card={last.card}
          together={together}
          lookFirst={leg.atTheBank}
        />
      ) : null}
      {leg.canRetry && last ? (
        <RetryLeg
          // A new attempt starts with a new choice.
          key={last.number}
          orderId={orderId}
          path={`/api/orders/${orderId}/legs/${leg.id}/attempts`}
          section={`leg-${leg.id}`}
          seller={leg.seller.name}
          amount={leg.amount.text}
          attempt={last.number}
          tried={leg.attempts.filter((attempt) => attempt.problem).map((attempt) => attempt.card)}
          methods={methods}
          instead={leg.canAuthenticate}
          together={together}
          save={save}
        />
      ) : null}
      {leg.state === 'paid' ? (
        <Link
          href={`/orders/${orderId}/receipts/${leg.id}`}
          aria-label={t('receiptOf', { seller: leg.seller.name })}
          className="-mt-3 mb-1 inline-flex min-h-11 items-center gap-2 text-sm font-medium underline-offset-4 hover:underline print:hidden"
        >
          <ReceiptText aria-hidden className="size-4" />
          {t('receipt')}
        </Link>
      ) : null}
      <LegAfterSale orderId={orderId} leg={leg} />
      <LegUnderneath leg={leg} />
    </Card>
  );
}
