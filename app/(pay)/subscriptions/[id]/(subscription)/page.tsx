import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { CallsOfPage } from '@/components/inspector/calls-of-page';
import { WordsProvider } from '@/components/language/words-provider';
import { BackFromBank } from '@/components/stripe/back-from-bank';
import { ConfirmSetup } from '@/components/subscriptions/confirm-setup';
import { CreditNotBack } from '@/components/subscriptions/credit-not-back';
import { DueSection } from '@/components/subscriptions/due-section';
import { InvoiceList } from '@/components/subscriptions/invoice-list';
import { ManageSection } from '@/components/subscriptions/manage-section';
import { PendingQuantity } from '@/components/subscriptions/pending-quantity';
import { statusId } from '@/components/subscriptions/status-id';
import { SubscriptionFacts } from '@/components/subscriptions/subscription-facts';
import { SubscriptionStatus } from '@/components/subscriptions/subscription-status';
import { SubscriptionUnderneath } from '@/components/subscriptions/subscription-underneath';
import { SubscriptionWatch } from '@/components/subscriptions/subscription-watch';
import { ButtonLink } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Container } from '@/components/ui/container';
import { PageHeader } from '@/components/ui/page-header';
import { untilDrawn } from '@/components/ui/until-drawn';
import { Whole } from '@/components/ui/whole';
import { config } from '@/lib/config/config';
import { words } from '@/lib/language/request';
import { textsFor } from '@/lib/language/texts';
import { newsOf } from '@/lib/model/subscription-views';
import { consent } from '@/lib/payments/wallet/consent';
import { requireUser } from '@/lib/session/session';
import { readPage } from './read-page';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await words('subscriptions'))('one') };
}

export default async function SubscriptionPage({
  params,
  searchParams,
}: PageProps<'/subscriptions/[id]'>) {
  const [{ id }, { bank }] = await Promise.all([params, searchParams]);
  const user = await requireUser(`/subscriptions/${id}`);
  const t = await words('subscriptions');
  const [subscription, wallet] = await readPage(user.id, id);
  if (!subscription) notFound();
  const { publishableKey, scriptUrl } = config().stripe;
  const save = { publishableKey, scriptUrl, consent };
  const { accountId } = subscription.underneath;
  const page = `/subscriptions/${subscription.id}` as const;
  const of = { subscriptionId: subscription.id, page, accountId, publishableKey, scriptUrl };
  // Plans are paid by card.
  const methods = wallet.filter(({ type }) => type === 'card');
  const { dunning, cardChange, pending, setupNeeded } = subscription;

  return (
    <Whole drawn={untilDrawn()}>
      <Container narrow>
        <PageHeader
          title={subscription.name}
          aside={
            <ButtonLink href="/subscriptions" tone="ghost" className="max-sm:-ms-4">
              {t('all')}
            </ButtonLink>
          }
        >
          <p>
            {t('from', {
              amount: subscription.amount.text,
              every: subscription.every,
              seller: subscription.seller.name,
            })}
          </p>
        </PageHeader>
        {bank === 'back' ? (
          <BackFromBank of={of} page={page} mark="bank=back" focus={statusId} />
        ) : null}
        <SubscriptionWatch
          id={subscription.id}
          watching={
            subscription.moving ||
            subscription.phase === 'trouble' ||
            pending !== null ||
            setupNeeded
          }
          shown={newsOf(subscription)}
        />
        <WordsProvider
          language={t.language}
          // A refund is asked for in the words of an order.
          texts={textsFor(t.language, ['subscriptions', 'orders'])}
        >
          <div className="space-y-4">
            <SubscriptionStatus subscription={subscription} />
            <CreditNotBack credits={subscription.creditNotBack} seller={subscription.seller.name} />
            {dunning && !cardChange?.moving ? (
              <DueSection
                subscription={subscription}
                dunning={dunning}
                of={of}
                methods={methods}
                save={save}
              />
            ) : null}
            {pending && !cardChange?.moving ? (
              <PendingQuantity of={of} subscription={subscription} pending={pending} />
            ) : null}
            {setupNeeded && !pending && !cardChange?.moving ? (
              <ConfirmSetup of={of} subscription={subscription} />
            ) : null}
            <SubscriptionFacts subscription={subscription} />
            <ManageSection subscription={subscription} of={of} methods={methods} save={save} />
            <Card as="section" aria-labelledby="payments" className="space-y-4">
              <h2 id="payments" className="text-lg font-semibold">
                {t('payments')}
              </h2>
              <InvoiceList {...subscription} />
            </Card>
            <SubscriptionUnderneath subscription={subscription} />
          </div>
        </WordsProvider>
        <div className="mt-8">
          <CallsOfPage page={`/subscriptions/${subscription.id}`} />
        </div>
      </Container>
    </Whole>
  );
}
