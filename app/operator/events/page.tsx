import type { Metadata } from 'next';
import { FilterForm } from '@/components/desk/filter-form';
import { OlderLink } from '@/components/desk/older-link';
import { ChooseSeller } from '@/components/operator/choose-seller';
import { EventsList } from '@/components/operator/events-list';
import { RefusingEndpoints } from '@/components/operator/refusing-endpoints';
import { ShutEndpoints } from '@/components/operator/shut-endpoints';
import { Container } from '@/components/ui/container';
import { EmptyState } from '@/components/ui/empty-state';
import { Field } from '@/components/ui/field';
import { PageHeader } from '@/components/ui/page-header';
import { SelectField } from '@/components/ui/select-field';
import type { EventFilter } from '@/lib/model/operator';
import { listEvents } from '@/lib/operator/list-events';
import { listSellerNames } from '@/lib/operator/list-seller-names';
import { eventsQuery } from '@/lib/operator/requests';
import { requireOperator } from '@/lib/session/session';
import { refusingEndpoints } from '@/lib/webhooks/deliveries';
import { shutEndpoints } from '@/lib/webhooks/shut-endpoints';

export const metadata: Metadata = { title: 'Events' };

const filterTexts: Readonly<Record<EventFilter, string>> = {
  all: 'Anything',
  received: 'To be handled',
  handled: 'Handled',
  ignored: 'Set aside',
  failed: 'Failed',
};

export default async function EventsPage({ searchParams }: PageProps<'/operator/events'>) {
  await requireOperator('/operator/events');
  const query = eventsQuery.parse(await searchParams);
  const shut = shutEndpoints();
  const [events, sellers, refusing] = await Promise.all([
    listEvents(query),
    listSellerNames(),
    refusingEndpoints(),
  ]);
  const { outcome, seller, type, after } = query;
  const chosen = new URLSearchParams({ outcome, seller: seller ?? '', type });
  const hrefOf = (cursor?: string) =>
    `/operator/events?${chosen}${cursor ? `&after=${cursor}` : ''}`;

  return (
    <Container>
      <PageHeader title="Events">
        What Stripe delivered by webhooks, newest first. Of each, ids alone are kept; the object is
        read at Stripe when it is handled. After thirty days they are forgotten.
      </PageHeader>
      <ShutEndpoints endpoints={shut} />
      <RefusingEndpoints endpoints={refusing} />
      <FilterForm action="/operator/events" label="Events">
        <SelectField id="outcome" name="outcome" label="What became of it" defaultValue={outcome}>
          {Object.entries(filterTexts).map(([value, text]) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </SelectField>
        <ChooseSeller label="Account" sellers={sellers} chosen={seller} />
        <div className="lg:w-72">
          <Field
            id="type"
            name="type"
            label="Kind, or how it begins"
            placeholder="payment_intent"
            autoComplete="off"
            spellCheck={false}
            maxLength={80}
            defaultValue={type}
          />
        </div>
      </FilterForm>
      {events.rows.length === 0 ? (
        <EmptyState title="No events found">
          {shut.length > 0
            ? 'Nothing comes from an endpoint without its secret.'
            : 'What Stripe tells that fits what is chosen above stands here.'}
        </EmptyState>
      ) : (
        <EventsList rows={events.rows} />
      )}
      <OlderLink
        older={events.next ? hrefOf(events.next) : null}
        newest={after ? hrefOf() : null}
      />
    </Container>
  );
}
