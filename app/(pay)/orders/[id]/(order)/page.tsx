import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { ReportCart } from '@/components/cart/report-cart';
import { CallsOfPage } from '@/components/inspector/calls-of-page';
import { WordsProvider } from '@/components/language/words-provider';
import { BackFromBank } from '@/components/stripe/back-from-bank';
import { LegSection } from '@/components/orders/leg-section';
import { OrderHead } from '@/components/orders/order-head';
import { partsOf } from '@/components/orders/order-parts';
import { OrderWatch } from '@/components/orders/order-watch';
import { SubscriptionSection } from '@/components/orders/subscription-section';
import { Container } from '@/components/ui/container';
import { untilDrawn } from '@/components/ui/until-drawn';
import { Whole } from '@/components/ui/whole';
import { config } from '@/lib/config/config';
import { currentLanguage, words } from '@/lib/language/request';
import { textsFor } from '@/lib/language/texts';
import { consent } from '@/lib/payments/wallet/consent';
import { requireUser } from '@/lib/session/session';
import { readPage } from './read-page';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await words('orders'))('order') };
}

export default async function OrderPage({ params, searchParams }: PageProps<'/orders/[id]'>) {
  const [{ id }, { leg: returned, plan: planBack }] = await Promise.all([params, searchParams]);
  const user = await requireUser(`/orders/${id}`);
  const [language, t] = await Promise.all([currentLanguage(), words('orders')]);
  const [order, cart, methods] = await readPage(user.id, id);
  if (!order) notFound();
  const { publishableKey, scriptUrl } = config().stripe;
  const save = { publishableKey, scriptUrl, consent };
  const back = order.legs.find((leg) => leg.id === returned);
  const backPlan = order.subscriptions.find((plan) => plan.id === planBack);

  return (
    <Whole drawn={untilDrawn()}>
      <WordsProvider language={language} texts={textsFor(language, ['orders'])}>
        <Container narrow>
          <ReportCart cart={cart} />
          {back ? (
            <BackFromBank
              of={{ orderId: order.id, legId: back.id }}
              page={`/orders/${order.id}`}
              mark={`leg=${back.id}`}
              focus={`leg-${back.id}`}
            />
          ) : null}
          {backPlan ? (
            <BackFromBank
              of={{ subscriptionId: backPlan.id, page: `/orders/${order.id}` }}
              page={`/orders/${order.id}`}
              mark={`plan=${backPlan.id}`}
              focus={`subscription-${backPlan.id}`}
            />
          ) : null}
          <OrderHead order={order} />
          <OrderWatch
            orderId={order.id}
            watching={
              order.status === 'open' ||
              order.status === 'processing' ||
              // Another window may be at the bank.
              order.status === 'action_needed' ||
              order.legs.some((leg) => leg.afterSale.moving)
            }
            parts={partsOf(order, t)}
          />
          <div className="space-y-4">
            {order.legs.map((leg) => (
              <LegSection
                key={leg.id}
                orderId={order.id}
                leg={leg}
                together={order.policy === 'all_or_nothing'}
                methods={methods}
                save={save}
              />
            ))}
            {order.subscriptions.map((subscription) => (
              <SubscriptionSection
                key={subscription.id}
                orderId={order.id}
                subscription={subscription}
                methods={methods}
                save={save}
              />
            ))}
          </div>
          <div className="mt-8">
            <CallsOfPage page={`/orders/${order.id}`} />
          </div>
        </Container>
      </WordsProvider>
    </Whole>
  );
}
