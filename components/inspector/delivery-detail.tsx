import type { ReactNode } from 'react';
import { deliveryNote } from '@/lib/model/call-steps';
import type { DeliveryView } from '@/lib/model/underneath';
import { Code, DetailFact, DetailFacts } from './detail-facts';
import { StripesPage } from './stripes-page';

interface DeliveryDetailProps {
  readonly event: DeliveryView;
  /** What may be done about it. */
  readonly action?: ReactNode;
}

/** One event that Stripe delivered, and what became of it. */
export function DeliveryDetail({ event, action }: DeliveryDetailProps) {
  return (
    <div className="space-y-4">
      <DetailFacts>
        <DetailFact name="Event">
          <Code>{event.id}</Code>
        </DetailFact>
        <DetailFact name="Type">
          <Code>{event.type}</Code>
        </DetailFact>
        <DetailFact name="Account">
          {event.accountId ? (
            <>
              {event.accountName ? `${event.accountName}, ` : null}
              <Code>{event.accountId}</Code>
            </>
          ) : (
            'The platform’s own'
          )}
        </DetailFact>
        {event.objectId ? (
          <DetailFact name="About">
            <Code>{event.objectId}</Code>
          </DetailFact>
        ) : null}
        <DetailFact name="Delivered to">
          <Code>POST /api/webhooks/{event.endpoint}</Code>
        </DetailFact>
        <DetailFact name="Times">
          made {timeOf(event.createdAt)}, delivered {timeOf(event.receivedAt)}
          {event.handledAt ? `, done ${timeOf(event.handledAt)}` : null} UTC
        </DetailFact>
        <DetailFact name="What became of it">{deliveryNote(event)}</DetailFact>
      </DetailFacts>
      <p className="text-sm text-ink-soft">
        Of an event only its ids are kept: what the object says is read from Stripe when the event
        is handled, so neither order nor repeats matter.
      </p>
      <div className="-mx-2.5 flex flex-wrap items-center gap-2">
        {action ? <div className="px-2.5">{action}</div> : null}
        <StripesPage href={`https://docs.stripe.com/api/events/types#event_types-${event.type}`}>
          Stripe’s page about this event
        </StripesPage>
      </div>
    </div>
  );
}

const timeOf = (iso: string) => iso.slice(11, 23);
