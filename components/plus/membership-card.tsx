import { CopyButton } from '@/components/inspector/copy-button';
import { DayText } from '@/components/plus/day-text';
import { MembershipMoney } from '@/components/plus/membership-money';
import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { Details } from '@/components/ui/details';
import { Price } from '@/components/ui/price';
import { firstLanguage } from '@/lib/language/languages';
import { words } from '@/lib/language/request';
import type { MembershipView } from '@/lib/model/membership';

interface MembershipCardProps {
  readonly membership: MembershipView;
  /** True of the one that runs now. */
  readonly current: boolean;
}

/** One year of Plus that was paid: its receipt. */
export async function MembershipCard({ membership, current }: MembershipCardProps) {
  const { price, card, paidAt, paidUntil, endedAt, paymentIntentId, chargeId } = membership;
  const t = await words('plus');
  const day = (iso: string) => <DayText iso={iso} language={t.language} />;
  const title = `membership-${membership.id}`;
  return (
    <Card as="article" aria-labelledby={title} className="space-y-4">
      <div className="flex items-start justify-between gap-4">
        <div className="min-w-0">
          <h3 id={title} className="font-semibold">
            {endedAt
              ? t.rich('ended', { day: () => day(endedAt) })
              : t.rich('until', { day: () => day(paidUntil) })}
          </h3>
          <p className="mt-0.5 text-sm text-ink-soft">{endedAt ? t('wentBack') : t('oneYear')}</p>
        </div>
        {endedAt ? (
          <Badge>{t('badgeEnded')}</Badge>
        ) : current ? (
          <Badge tone="money">{t('badgeMember')}</Badge>
        ) : null}
      </div>
      <MembershipMoney membership={membership} />
      <dl className="grid gap-x-8 gap-y-2 text-sm sm:grid-cols-3">
        <div>
          <dt className="text-ink-soft">{t('paid')}</dt>
          <dd>
            <Price price={price} withCode className="font-medium" />
          </dd>
        </div>
        <div>
          <dt className="text-ink-soft">{t('paidOn')}</dt>
          <dd>{day(paidAt)}</dd>
        </div>
        {card ? (
          <div>
            <dt className="text-ink-soft">{t('paidWith')}</dt>
            <dd>{card}</dd>
          </div>
        ) : null}
      </dl>
      <Details
        lang={firstLanguage}
        dir="ltr"
        summary="Look underneath"
        tone="under"
        className="print:hidden"
      >
        <p>
          The PaymentIntent and its charge live on the platform: the money is on Souk’s own balance,
          no seller has a part in it, and there is no application fee. Paying saved the card to your
          Customer, so it can be copied to sellers.
        </p>
        {[paymentIntentId, chargeId].map((id) =>
          id ? (
            <p key={id} className="mt-2 flex flex-wrap items-center gap-x-2">
              <code className="font-mono text-xs break-all">{id}</code>
              <CopyButton text={id} label={`Copy ${id}`} />
            </p>
          ) : null,
        )}
      </Details>
    </Card>
  );
}
