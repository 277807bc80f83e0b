import { BadgeCheck, Undo2, Users } from 'lucide-react';
import { Card } from '@/components/ui/card';

const points = [
  {
    icon: Undo2,
    title: 'Your refund requests are read first',
    text: 'They stand before all others on the operator’s desk, marked as a member’s.',
  },
  {
    icon: BadgeCheck,
    title: 'A mark in your wallet',
    text: 'It says that you are a member, and until when.',
  },
  {
    icon: Users,
    title: 'Nothing changes for sellers',
    text: 'Prices, and what a seller pays to the platform, are the same for every buyer.',
  },
] as const;

/** What Plus costs and gives, and nothing that it does not. */
export function PlusOffer({ price }: { readonly price: string }) {
  return (
    <Card as="section" aria-labelledby="plus-offer">
      <h2 id="plus-offer" className="flex flex-wrap items-baseline gap-x-2 text-lg font-semibold">
        <span className="text-3xl tabular-nums">{price}</span>
        <span className="font-normal text-ink-soft">for one year</span>
      </h2>
      <ul className="mt-5 space-y-4">
        {points.map(({ icon: Icon, title, text }) => (
          <li key={title} className="flex gap-3">
            <Icon aria-hidden className="mt-0.5 size-5 shrink-0 text-money" />
            <div>
              <p className="font-medium">{title}</p>
              <p className="text-sm text-ink-soft">{text}</p>
            </div>
          </li>
        ))}
      </ul>
      <p className="mt-5 text-sm text-ink-soft">
        Paid once, to Souk itself. It does not renew by itself.
      </p>
    </Card>
  );
}
