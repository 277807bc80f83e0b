import { CreditCard, Landmark } from 'lucide-react';
import { Alert } from '@/components/ui/alert';
import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { Details } from '@/components/ui/details';
import { words } from '@/lib/language/request';
import { CopyButton } from '@/components/inspector/copy-button';
import type { SavedMethodView } from '@/lib/model/views';
import type { MethodUse } from '@/lib/model/sync-views';
import type { OtherCard } from './choose-card';
import { MethodActions } from './method-actions';
import { MethodUses } from './method-uses';
import { cardName } from '@/lib/model/card-name';
import { expiryText } from './expiry-text';
import { VerifyAccount, type StripeKeys } from './verify-account';

/** One saved method: what it is, whether it is offered first, and what can be done with it. */
export async function MethodCard({
  method,
  keys,
  uses,
  others,
}: {
  readonly method: SavedMethodView;
  readonly keys: StripeKeys;
  /** What is paid with it again and again. */
  readonly uses: readonly MethodUse[];
  /** Cards that could pay that in its place. */
  readonly others: readonly OtherCard[];
}) {
  const [t, cards] = await Promise.all([words('wallet'), words('cards')]);
  const name = cardName(method, cards);
  const Icon = method.type === 'card' ? CreditCard : Landmark;
  return (
    <Card as="article" aria-label={name} className="flex flex-col gap-4">
      <div className="flex items-start gap-4">
        <span className="grid h-10 w-14 shrink-0 place-items-center rounded-lg border border-line bg-sunken">
          <Icon aria-hidden className="size-5 text-ink-soft" />
        </span>
        <div className="min-w-0 flex-1">
          <h2 className="font-semibold">{name}</h2>
          <p className="mt-0.5 text-sm text-ink-soft tabular-nums">{expiryText(method, cards)}</p>
        </div>
        {method.isDefault ? <Badge tone="money">{t('default')}</Badge> : null}
        {method.verification ? <Badge tone="caution">{t('notVerified')}</Badge> : null}
        {method.expired ? <Badge tone="danger">{t('expired')}</Badge> : null}
        {!method.expired && method.expiresSoon ? (
          <Badge tone="caution">{t('expiresSoon')}</Badge>
        ) : null}
      </div>
      {method.verification ? (
        <VerifyAccount name={name} verification={method.verification} keys={keys} />
      ) : method.cannotPay ? (
        <Alert tone="caution">{method.cannotPay}</Alert>
      ) : null}
      <MethodUses uses={uses} t={t} />
      <MethodActions
        id={method.id}
        uses={uses}
        others={others}
        name={name}
        what={method.type === 'card' ? 'card' : 'account'}
        // What cannot pay is not offered first.
        isDefault={method.isDefault || method.cannotPay !== null}
      />
      <div lang="en" dir="ltr">
        <Details summary="Look underneath" tone="under">
          <p>
            The PaymentMethod lives on the platform, attached to your Customer. A seller never sees
            it: each charge uses a copy of its own, made on that seller’s account.
          </p>
          <p className="mt-2 flex flex-wrap items-center gap-x-2">
            <code className="font-mono text-xs break-all">{method.platformMethodId}</code>
            <CopyButton text={method.platformMethodId} label="Copy the PaymentMethod’s id" />
          </p>
        </Details>
      </div>
    </Card>
  );
}
