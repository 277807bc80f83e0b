import { TryAgain } from '@/components/desk/try-again';
import type { DeliveryView } from '@/lib/model/underneath';
import { canHandleAgain } from '@/lib/model/webhook';

/** Has an event handled once more; nothing of one about which that would change nothing. */
export function HandleAgain({ event }: { readonly event: DeliveryView }) {
  if (!canHandleAgain(event)) return null;
  return (
    <TryAgain
      work={{ endpoint: event.endpoint, eventId: event.id }}
      what={`${event.type} ${event.id}`}
      name={event.state === 'received' ? 'Handle now' : 'Handle again'}
      stays
    />
  );
}
