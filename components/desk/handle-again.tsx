import type { ButtonTone } from '@/components/ui/button';
import type { DeliveryView } from '@/lib/model/underneath';
import { canHandleAgain } from '@/lib/model/webhook';
import { TryAgain } from './try-again';

interface HandleAgainProps {
  readonly event: Pick<DeliveryView, 'endpoint' | 'id' | 'type' | 'state' | 'ignored'>;
  readonly tone?: ButtonTone;
  /** Whether it is still there when the page has been told. */
  readonly stays?: boolean;
}

/** Has an event handled once more; nothing of one about which that would change nothing. */
export function HandleAgain({ event, tone = 'secondary', stays = true }: HandleAgainProps) {
  if (!canHandleAgain(event)) return null;
  return (
    <TryAgain
      work={{ endpoint: event.endpoint, eventId: event.id }}
      what={`${event.type} ${event.id}`}
      name={event.state === 'received' ? 'Handle now' : 'Handle again'}
      tone={tone}
      stays={stays}
    />
  );
}
