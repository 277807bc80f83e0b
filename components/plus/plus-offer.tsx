import { BadgeCheck, Undo2, Users } from 'lucide-react';
import { words } from '@/lib/language/request';
import { Card } from '@/components/ui/card';

const points = [
  {
    icon: Undo2,
    title: 'firstTitle',
    text: 'firstText',
  },
  {
    icon: BadgeCheck,
    title: 'markTitle',
    text: 'markText',
  },
  {
    icon: Users,
    title: 'sellersTitle',
    text: 'sellersText',
  },
] as const;

/** What Plus costs and gives, and nothing that it does not. */
export async function PlusOffer({ price }: { readonly price: string }) {
  const t = await words('plus');
  return (
    <Card as="section" aria-labelledby="plus-offer">
      <h2 id="plus-offer" className="flex flex-wrap items-baseline gap-x-2 text-lg font-semibold">
        <span className="text-3xl tabular-nums">{price}</span>
        <span className="font-normal text-ink-soft">{t('offerYear')}</span>
      </h2>
      <ul className="mt-5 space-y-4">
        {points.map(({ icon: Icon, title, text }) => (
          <li key={title} className="flex gap-3">
            <Icon aria-hidden className="mt-0.5 size-5 shrink-0 text-money" />
            <div>
              <p className="font-medium">{t(title)}</p>
              <p className="text-sm text-ink-soft">{t(text)}</p>
            </div>
          </li>
        ))}
      </ul>
      <p className="mt-5 text-sm text-ink-soft">{t('once')}</p>
    </Card>
  );
}
