import { Badge } from '@/components/ui/badge';

export type Mode = 'emulator' | 'test';

/** Says whose Stripe answers, so that nobody fears for real money. */
export function ModeBadge({ mode }: { readonly mode: Mode }) {
  return mode === 'emulator' ? (
    <Badge title="A local Stripe answers. No real money moves.">Emulator</Badge>
  ) : (
    <Badge tone="caution" title="Stripe's test mode answers. No real money moves.">
      Test mode
    </Badge>
  );
}
