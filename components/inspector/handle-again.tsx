import { TryAgain } from '@/components/operator/try-again';
import { canHandleAgain, type DeliveryView } from '@/lib/model/underneath';

/** Has an event handled once more; nothing of one about which that would change nothing. */
export function HandleAgain({ event }: { readonly event: DeliveryView }) {
  if (!canHandleAgain(event)) return null;
  return (
    <TryAgain
      work={{ endpoint: event.endpoint, eventId: event.id }}
      what={`${event.type} ${event.id}`}
      name="Handle again"
      stays
    />
  );
}
