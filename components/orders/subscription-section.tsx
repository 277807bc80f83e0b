import Link from 'next/link';
import { ConfirmPlanForm } from '@/components/stripe/confirm-plan-form';
import type { SaveCardSetting } from '@/components/stripe/save-card-setting';
import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { Picture } from '@/components/ui/picture';
import { Price } from '@/components/ui/price';
import { words } from '@/lib/language/request';
import type { OrderId } from '@/lib/model/ids';
import type { OrderSubscriptionView } from '@/lib/model/order-subscription';
import { freeText } from '@/lib/model/plan';
import type { SavedMethodView } from '@/lib/model/views';
import { setupNote } from '@/components/subscriptions/confirm-setup';
import { CreditNotBack } from '@/components/subscriptions/credit-not-back';
import { DisputeNote } from './dispute-note';
import { LeaveSubscription } from './leave-subscription';
import { LegProblem } from './leg-problem';
import { RefundNote } from './refund-note';
import { RetryLeg } from './retry-leg';
import { LegStateBadge } from './state-badge';
import { SubscriptionNote } from './subscription-note';
import { SubscriptionUnderneath } from './subscription-underneath';

interface SubscriptionSectionProps {
  readonly orderId: OrderId;
  readonly subscription: OrderSubscriptionView;
  readonly methods: readonly SavedMethodView[];
  readonly save: SaveCardSetting;
}

/** A plan that began with an order, or could not: what it costs when, and what can be done. */
export async function SubscriptionSection(props: SubscriptionSectionProps) {
  const [t, states, plan] = await Promise.all([words('orders'), words('states'), words('plan')]);
  const { orderId, subscription: it, methods, save } = props;
  const section = `subscription-${it.id}`;
  return (
    <Card
      as="section"
      id={section}
      tabIndex={-1}
      aria-label={`${it.name}, ${it.seller.name}`}
      className="scroll-mt-24 break-inside-avoid space-y-4"
    >
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div>
          <h2 className="text-lg font-semibold">
            <Link
              href={`/sellers/${it.seller.slug}`}
              className="underline-offset-4 hover:underline"
            >
              {it.seller.name}
            </Link>
          </h2>
          <p className="text-sm text-ink-soft">{it.seller.countryName}</p>
        </div>
        <div className="ms-auto flex flex-col items-end gap-1.5">
          <p className="text-end">
            <Price price={it.amount} className="text-lg font-semibold" />{' '}
            <span className="text-sm text-ink-soft">{it.plan.every}</span>
          </p>
          <LegStateBadge state={it.standing} text={it.stateText} />
          {it.afterSale.factText ? <Badge tone="neutral">{it.afterSale.factText}</Badge> : null}
        </div>
      </div>

      <div className="flex items-center gap-3 text-sm">
        <Picture src={it.picture} className="size-12 rounded-lg border border-line" />
        <span className="min-w-0 flex-1">
          <Link
            href={`/products/${it.productSlug}`}
            // The words are low, the target is not.
            className="relative inline-block font-medium underline-offset-4 after:absolute after:-inset-x-1 after:-inset-y-3 hover:underline"
          >
            {it.name}
          </Link>
          <span className="block text-ink-soft">
            {it.variant ? `${it.variant} · ` : ''}
            {it.quantity} × {it.unit.text} {it.plan.every}
            {it.plan.trialDays > 0 ? `, ${freeText(it.plan.trialDays, plan)}` : ''}
          </span>
        </span>
      </div>

      <p className="text-sm text-ink-soft">
        <SubscriptionNote of={it} t={states} />
        {it.hasBegun ? (
          <>
            {' '}
            <Link
              href="/subscriptions"
              className="-my-3 inline-block py-3 font-medium text-ink underline underline-offset-4"
            >
              {t('changePlan')}
            </Link>
          </>
        ) : null}
      </p>

      {it.afterSale.disputes.map((dispute) => (
        <DisputeNote key={dispute.id} dispute={dispute} />
      ))}
      {it.afterSale.refunds.map((refund) => (
        <RefundNote key={refund.id} refund={refund} />
      ))}
      {it.problem ? (
        <LegProblem
          problem={it.problem}
          state={it.standing}
          card={it.tried.at(-1)}
          chargeId={null}
        />
      ) : null}
      <CreditNotBack credits={it.creditNotBack} seller={it.seller.name} />
      {it.canConfirm || it.setupNeeded ? (
        <div className="space-y-3 rounded-xl border border-line p-4 print:hidden">
          <h3 className="font-semibold">{t('confirm')}</h3>
          <ConfirmPlanForm
            of={{
              page: `/orders/${orderId}`,
              subscriptionId: it.id,
              accountId: it.accountId,
              publishableKey: save.publishableKey,
              scriptUrl: save.scriptUrl,
            }}
            note={
              it.canConfirm
                ? t('confirmPlan', {
                    card: it.card,
                    seller: it.seller.name,
                    amount: it.amount.text,
                  })
                : setupNote(
                    it.card,
                    it.amount.text,
                    { at: it.nextPayment, isFirst: true },
                    await words('subscriptions'),
                  )
            }
            focus={section}
          />
        </div>
      ) : null}
      {it.canRetry ? (
        <RetryLeg
          // A new try starts with a new choice.
          key={it.attempt}
          orderId={orderId}
          path={`/api/orders/${orderId}/subscriptions/${it.id}/attempts`}
          section={section}
          seller={it.seller.name}
          amount={it.due.text}
          attempt={it.attempt}
          tried={it.tried}
          // Plans are paid by card.
          methods={methods.filter(({ type }) => type === 'card')}
          cardsOnly="plans"
          instead={it.canConfirm}
          together={false}
          save={save}
        />
      ) : null}
      {it.canCallOff ? (
        <LeaveSubscription orderId={orderId} subscriptionId={it.id} section={section} />
      ) : null}
      <SubscriptionUnderneath of={it} />
    </Card>
  );
}
