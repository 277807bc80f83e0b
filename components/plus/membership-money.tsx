import { Alert } from '@/components/ui/alert';
import { ProblemCodes } from '@/components/ui/problem-codes';
import { Time } from '@/components/ui/time';
import { words } from '@/lib/language/request';
import type { MembershipView } from '@/lib/model/membership';

/** What went back of a year's payment, and what a bank asks about it; nothing where nothing did. */
export async function MembershipMoney({ membership }: { readonly membership: MembershipView }) {
  const { refunded, disputes, endedAt } = membership;
  const t = await words('plus');
  return (
    <>
      {disputes.map((dispute) => (
        <Alert
          key={dispute.id}
          tone={dispute.open ? 'caution' : 'neutral'}
          title={t('disputed', { status: dispute.statusText, amount: dispute.amount.text })}
        >
          <p className="mt-0.5">{dispute.reasonText}</p>
          <p className="mt-1">{dispute.next}</p>
          {dispute.open && !endedAt ? (
            <p className="mt-1">
              {t('whileOpen')}
              {dispute.dueBy ? (
                <> {t.rich('mayAnswer', { time: () => <Time iso={dispute.dueBy ?? ''} /> })}</>
              ) : null}
            </p>
          ) : null}
          <ProblemCodes codes={[['Dispute', dispute.accountDisputeId]]} />
        </Alert>
      ))}
      {refunded ? (
        <Alert tone="neutral" title={t('givenBack', { amount: refunded.text })}>
          <p className="mt-0.5">
            {endedAt ? t('allBack') : t('partBack')} {t('days')}
          </p>
        </Alert>
      ) : null}
    </>
  );
}
