import type { PlanToConfirm } from '@/components/stripe/confirm-plan';
import { ConfirmPlanForm } from '@/components/stripe/confirm-plan-form';
import type { SaveCardSetting } from '@/components/stripe/save-card-setting';
import { Alert } from '@/components/ui/alert';
import { Card } from '@/components/ui/card';
import { ProblemCodes } from '@/components/ui/problem-codes';
import { words } from '@/lib/language/request';
import type { DunningView, SubscriptionView } from '@/lib/model/subscription-views';
import type { SavedMethodView } from '@/lib/model/views';
import { ChooseWhatPays } from './choose-what-pays';
import { statusId } from './status-id';

interface DueSectionProps {
  readonly subscription: SubscriptionView;
  readonly dunning: DunningView;
  readonly of: PlanToConfirm;
  readonly methods: readonly SavedMethodView[];
  readonly save: SaveCardSetting;
}

/** What could not be charged: why, what comes next, and the ways to pay it now. */
export async function DueSection({ subscription, dunning, of, methods, save }: DueSectionProps) {
  const t = await words('subscriptions');
  const { invoice, problem, canConfirm } = dunning;
  const { seller, card } = subscription;
  return (
    <Card as="section" aria-label={t('due')} className="space-y-5">
      <Alert tone={canConfirm ? 'caution' : 'danger'} title={dunning.title}>
        {dunning.story.map((line) => (
          <p key={line} className="mt-0.5">
            {line}
          </p>
        ))}
        {problem ? (
          <ProblemCodes
            codes={[
              ['Code', problem.code],
              ['Decline code', problem.declineCode],
              ['Invoice', invoice.id],
              ['PaymentIntent', invoice.paymentIntentId],
            ]}
          />
        ) : null}
      </Alert>
      {canConfirm ? (
        <ConfirmPlanForm
          of={of}
          note={t('confirmNote', { amount: invoice.total.text, seller: seller.name })}
          focus={statusId}
        />
      ) : null}
      <div className="space-y-3">
        <h2 className="font-semibold">{t(canConfirm ? 'orAnother' : 'payItNow')}</h2>
        <ChooseWhatPays
          // Another card in the wallet, or in use, is another choice.
          key={`${card.id} ${methods.length}`}
          of={of}
          methods={canConfirm ? methods.filter(({ id }) => id !== card.id) : methods}
          current={card}
          due={{ invoice: invoice.id, amount: invoice.total.text, all: dunning.owed.text }}
          seller={seller.name}
          save={save}
        />
      </div>
    </Card>
  );
}
