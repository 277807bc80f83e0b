import { Card } from '@/components/ui/card';
import { Day } from '@/components/ui/day';
import { Fact } from '@/components/ui/fact';
import { Price } from '@/components/ui/price';
import { ProblemCodes } from '@/components/ui/problem-codes';
import type { SubscriberView } from '@/lib/model/seller';

/** What somebody subscribed to, what pays it, and what comes next. */
export function SubscriberFacts({ subscriber }: { readonly subscriber: SubscriberView }) {
  const { amount, every, card, nextAt, ends, since } = subscriber;
  return (
    <Card as="section" aria-label="What is subscribed to" className="space-y-4">
      <dl className="grid gap-x-8 gap-y-3 text-sm sm:grid-cols-2">
        <Fact name="For a period">
          <Price price={amount} className="font-semibold" /> {every}
        </Fact>
        <Fact name="Pays with">{card}</Fact>
        <Fact name={nextAt && ends ? 'Ends' : 'Next payment'}>
          {nextAt ? <Day iso={nextAt} /> : 'None'}
        </Fact>
        <Fact name="Since">
          <Day iso={since} />
        </Fact>
      </dl>
      <div className="text-sm">
        <ProblemCodes
          codes={[
            ['Subscription', subscriber.accountSubscriptionId],
            ['Customer', subscriber.accountCustomerId],
            ['Account', subscriber.accountId],
          ]}
        />
      </div>
    </Card>
  );
}
