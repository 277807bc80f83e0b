import { Alert } from '@/components/ui/alert';
import { words } from '@/lib/language/request';
import type { CreditNotBack as Credit } from '@/lib/model/credit-not-back';

interface CreditNotBackProps {
  readonly credits: readonly Credit[];
  readonly seller: string;
}

/** What a buyer has not got back of their credit with a seller; nothing where there is none. */
export async function CreditNotBack({ credits, seller }: CreditNotBackProps) {
  const t = await words('subscriptions');
  return credits.map(({ amount, isLost }, index) => (
    <Alert key={index} tone="caution" title={t('creditNotBackTitle', { amount: amount.text })}>
      <p className="mt-0.5">{t(isLost ? 'creditLost' : 'creditRefused', { seller })}</p>
    </Alert>
  ));
}
