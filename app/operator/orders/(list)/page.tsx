import type { Metadata } from 'next';
import { FilterForm } from '@/components/desk/filter-form';
import { OlderLink } from '@/components/desk/older-link';
import { ChooseSeller } from '@/components/operator/choose-seller';
import { OrdersList } from '@/components/operator/orders-list';
import { Container } from '@/components/ui/container';
import { EmptyState } from '@/components/ui/empty-state';
import { Field } from '@/components/ui/field';
import { PageHeader } from '@/components/ui/page-header';
import { SelectField } from '@/components/ui/select-field';
import type { OrderFilter } from '@/lib/model/operator-orders';
import { listAllOrders } from '@/lib/operator/list-orders';
import { listSellerNames } from '@/lib/operator/list-seller-names';
import { ordersQuery } from '@/lib/operator/requests';
import { requireOperator } from '@/lib/session/session';

export const metadata: Metadata = { title: 'All orders' };

const filterTexts: Readonly<Record<OrderFilter, string>> = {
  all: 'Any',
  under_way: 'Under way',
  action_needed: 'Bank asks for the buyer',
  paid: 'Paid',
  unpaid: 'Declined, failed or canceled',
  refunded: 'Refunded',
  disputed: 'Disputed',
};

export default async function OperatorOrdersPage({ searchParams }: PageProps<'/operator/orders'>) {
  await requireOperator('/operator/orders');
  const query = ordersQuery.parse(await searchParams);
  const [orders, sellers] = await Promise.all([listAllOrders(query), listSellerNames()]);
  const { state, seller, find, after } = query;
  const chosen = new URLSearchParams({ state, seller: seller ?? '', find });
  const hrefOf = (cursor?: string) =>
    `/operator/orders?${chosen}${cursor ? `&after=${cursor}` : ''}`;

  return (
    <Container>
      <PageHeader title="Orders">
        Everything that anybody bought, newest first. Each seller’s part is a direct charge of its
        own.
      </PageHeader>
      <FilterForm action="/operator/orders" label="Orders">
        <div className="lg:w-80">
          <Field
            id="find"
            name="find"
            label="E-mail, number or id"
            placeholder="SK-…, ord_…, leg_…, pi_…, ch_…"
            autoComplete="off"
            spellCheck={false}
            maxLength={120}
            defaultValue={find}
          />
        </div>
        <SelectField id="state" name="state" label="A part that is" defaultValue={state}>
          {Object.entries(filterTexts).map(([value, text]) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </SelectField>
        <ChooseSeller label="Seller" sellers={sellers} chosen={seller} />
      </FilterForm>
      {orders.rows.length === 0 ? (
        <EmptyState title="No orders found">
          Orders that fit what is chosen above stand here as soon as somebody presses “Pay”.
        </EmptyState>
      ) : (
        <OrdersList rows={orders.rows} />
      )}
      <OlderLink
        older={orders.next ? hrefOf(orders.next) : null}
        newest={after ? hrefOf() : null}
      />
    </Container>
  );
}
