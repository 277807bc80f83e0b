import type { PlanToConfirm } from '@/components/stripe/confirm-plan';
import type { SaveCardSetting } from '@/components/stripe/save-card-setting';
import { Alert } from '@/components/ui/alert';
import { Card } from '@/components/ui/card';
import { Details } from '@/components/ui/details';
import { words } from '@/lib/language/request';
import type { Words } from '@/lib/language/words';
import type { SubscriptionView } from '@/lib/model/subscription-views';
import type { SavedMethodView } from '@/lib/model/views';
import { CancelSubscription } from './cancel-subscription';
import { ChangeQuantity } from './change-quantity';
import { ChooseWhatPays } from './choose-what-pays';
import { dayOf } from './day';
import { ResumeSubscription } from './resume-subscription';

interface ManageSectionProps {
  readonly subscription: SubscriptionView;
  readonly of: PlanToConfirm;
  readonly methods: readonly SavedMethodView[];
  readonly save: SaveCardSetting;
}

/** What its buyer can change about it. */
export async function ManageSection({ subscription: it, of, methods, save }: ManageSectionProps) {
  // What is due is paid by choosing a card, above.
  const choosesCard = it.canChangeCard && !it.dunning;
  if (!choosesCard && !it.canChangeQuantity && !it.canCancelNow && !it.canResume) return null;
  const t = await words('subscriptions');
  const until = it.canCancelAtPeriodEnd && it.periodEnd ? dayOf(it.periodEnd, t) : null;
  return (
    <Card as="section" aria-labelledby="change-it" className="space-y-4 print:hidden">
      <h2 id="change-it" className="text-lg font-semibold">
        {t('change')}
      </h2>
      {it.cardChange && !it.cardChange.moving ? (
        <Alert tone="danger" title={it.cardChange.text}>
          {it.cardChange.problem ? (
            <p className="mt-0.5">
              {it.cardChange.problem.message} {it.cardChange.problem.advice}
            </p>
          ) : null}
        </Alert>
      ) : null}
      {it.canResume ? (
        <ResumeSubscription id={it.id} rests={it.rests} note={resumeNote(it, t)} />
      ) : null}
      {choosesCard ? (
        <Details summary={t('payWithAnother')}>
          <ChooseWhatPays
            key={`${it.card.id} ${methods.length}`}
            of={of}
            methods={methods}
            current={it.card}
            due={null}
            seller={it.seller.name}
            save={save}
          />
        </Details>
      ) : null}
      {it.canChangeQuantity ? (
        <ChangeQuantity
          key={it.quantity}
          of={of}
          quantity={it.quantity}
          every={it.every}
          card={it.card.name}
        />
      ) : null}
      {it.canCancelNow ? (
        <CancelSubscription
          id={it.id}
          name={it.name}
          seller={it.seller.name}
          until={until}
          isDue={it.dunning !== null}
        />
      ) : null}
    </Card>
  );
}

function resumeNote(
  { rests, underneath, nextAmount: amount, every, periodEnd }: SubscriptionView,
  t: Words<'subscriptions'>,
): string {
  if (underneath.status === 'paused') return t('resumePaused', { amount, every });
  if (!periodEnd) return t('resumeAsBefore');
  return t(rests ? 'resumeCharged' : 'resumeFrom', { amount, every, day: dayOf(periodEnd, t) });
}
