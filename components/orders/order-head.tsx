import { Fragment } from 'react';
import { Alert } from '@/components/ui/alert';
import { PageHeader } from '@/components/ui/page-header';
import { Price } from '@/components/ui/price';
import { Time } from '@/components/ui/time';
import { directionOf } from '@/lib/language/languages';
import { words } from '@/lib/language/request';
import type { OrderView } from '@/lib/model/order-views';
import type { Price as PriceValue } from '@/lib/model/views';
import { CancelOrder } from './cancel-order';
import { OrderAgain } from './order-again';
import { PrintButton } from './print-button';
import { orderTone } from './state-badge';

/** Which order this is, how it stands as a sentence, and what it comes to. */
export async function OrderHead({ order }: { readonly order: OrderView }) {
  const t = await words('orders');
  const paidInFull = order.status === 'paid';
  const facts = [
    t.rich('placedAt', { time: () => <Time iso={order.createdAt} /> }),
    order.card,
    t('charges', { count: order.payments }),
    ...(order.policy === 'all_or_nothing' ? [t('together')] : []),
  ];
  const stalled = [...order.legs, ...order.subscriptions].some((part) => part.stalled);
  return (
    <>
      <PageHeader title={t('orderNumber', { number: order.number })} aside={<PrintButton />}>
        <p>
          {facts.map((fact, index) => (
            <Fragment key={index}>
              {index > 0 ? ' · ' : ''}
              {/* In the page's direction: by its first letter "Visa" would turn an Arabic name. */}
              <bdi dir={directionOf(t.language)}>{fact}</bdi>
            </Fragment>
          ))}
        </p>
      </PageHeader>
      <Alert
        role="status"
        id="order-status"
        tabIndex={-1}
        tone={stalled ? 'caution' : orderTone(order.status)}
        title={order.statusText}
      >
        {order.story.map((line) => (
          <p key={line} className="mt-0.5">
            {line}
          </p>
        ))}
      </Alert>
      <dl className="mt-4 mb-8 flex flex-wrap gap-x-10 gap-y-3">
        <Totals name={t(paidInFull ? 'paid' : 'total')} totals={order.totals} />
        {paidInFull || order.paidTotals.length === 0 ? null : (
          <Totals name={t('paidSoFar')} totals={order.paidTotals} />
        )}
        {[...new Set(order.recurring.map(({ every }) => every))].map((every) => (
          <Totals
            key={every}
            name={every.charAt(0).toUpperCase() + every.slice(1)}
            totals={order.recurring.filter((one) => one.every === every).map(({ price }) => price)}
          />
        ))}
      </dl>
      {order.canCancel || order.canOrderAgain ? (
        <div className="-mt-3 mb-8 flex flex-wrap gap-3">
          {order.canOrderAgain ? <OrderAgain orderId={order.id} /> : null}
          {order.canCancel ? <CancelOrder orderId={order.id} /> : null}
        </div>
      ) : null}
    </>
  );
}

function Totals({
  name,
  totals,
}: {
  readonly name: string;
  readonly totals: readonly PriceValue[];
}) {
  return (
    <div>
      <dt className="text-sm text-ink-soft">{name}</dt>
      <dd className="text-lg font-semibold">
        {totals.map((total, index) => (
          <span key={total.currency}>
            {index > 0 ? ' + ' : ''}
            <Price price={total} withCode={totals.length > 1} />
          </span>
        ))}
      </dd>
    </div>
  );
}
