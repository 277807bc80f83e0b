import type { Metadata } from 'next';
import { DisputeItem } from '@/components/operator/dispute-item';
import { RefundItem } from '@/components/operator/refund-item';
import { Container } from '@/components/ui/container';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { Pages, pagesTexts } from '@/components/ui/pages';
import { listDisputes } from '@/lib/operator/list-disputes';
import { listRefunds } from '@/lib/operator/list-refunds';
import { lookAtUndecided } from '@/lib/operator/look-at-undecided';
import { refundsQuery } from '@/lib/operator/requests';
import { requireOperator } from '@/lib/session/session';

export const metadata: Metadata = { title: 'Refunds and disputes' };

export default async function OperatorRefundsPage({
  searchParams,
}: PageProps<'/operator/refunds'>) {
  await requireOperator('/operator/refunds');
  const asked = refundsQuery.parse(await searchParams);
  await lookAtUndecided();
  const [waiting, disputes, decided] = await Promise.all([
    listRefunds('waiting', asked.waiting),
    listDisputes(asked.disputes),
    listRefunds('others', asked.decided),
  ]);
  // A page of one list leaves the others where they are.
  const shown = { waiting: waiting.page, disputes: disputes.page, decided: decided.page };
  const hrefOf = (list: keyof typeof shown) => (page: number) => {
    const pages = Object.entries({ ...shown, [list]: page }).filter(([, number]) => number > 1);
    const query = new URLSearchParams(pages.map(([name, number]) => [name, String(number)]));
    return `/operator/refunds${query.size > 0 ? `?${query}` : ''}#${list}`;
  };

  return (
    <Container narrow>
      <PageHeader title="Refunds and disputes">
        A refund is taken from the seller’s account, and the platform’s fee goes back with it, in
        proportion.
      </PageHeader>
      <section aria-labelledby="waiting" className="mb-10">
        <h2 id="waiting" className="mb-4 scroll-mt-8 text-xl font-semibold">
          Waiting for you
        </h2>
        {waiting.count === 0 ? (
          <EmptyState title="Nothing to decide" level={2}>
            What buyers ask back stands here until somebody grants or declines it.
          </EmptyState>
        ) : (
          <>
            <ul className="space-y-4">
              {waiting.rows.map((refund) => (
                <RefundItem key={refund.id} refund={refund} />
              ))}
            </ul>
            <Pages
              {...waiting}
              hrefOf={hrefOf('waiting')}
              texts={pagesTexts('what waits for you', waiting)}
            />
          </>
        )}
      </section>
      {disputes.count > 0 ? (
        <section aria-labelledby="disputes" className="mb-10">
          <h2 id="disputes" className="mb-4 scroll-mt-8 text-xl font-semibold">
            Disputes
          </h2>
          <ul className="space-y-4">
            {disputes.rows.map((dispute) => (
              <DisputeItem key={dispute.id} dispute={dispute} />
            ))}
          </ul>
          <Pages
            {...disputes}
            hrefOf={hrefOf('disputes')}
            texts={pagesTexts('disputes', disputes)}
          />
        </section>
      ) : null}
      {decided.count > 0 ? (
        <section aria-labelledby="decided">
          <h2 id="decided" className="mb-4 scroll-mt-8 text-xl font-semibold">
            Decided
          </h2>
          <ul className="space-y-4">
            {decided.rows.map((refund) => (
              <RefundItem key={refund.id} refund={refund} />
            ))}
          </ul>
          <Pages
            {...decided}
            hrefOf={hrefOf('decided')}
            texts={pagesTexts('what is decided', decided)}
          />
        </section>
      ) : null}
    </Container>
  );
}
