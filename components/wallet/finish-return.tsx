'use client';

import { useRouter } from 'next/navigation';
import { useWords } from '@/components/language/words-provider';
import { BankReturn } from '@/components/stripe/bank-return';
import { finishSave } from '@/components/stripe/confirm-card';
import { useFormWords, type SaveProblem } from '@/components/stripe/save-problem';
import type { Words } from '@/lib/language/words';
import { useWalletNews } from './wallet-news';

interface FinishReturnProps {
  /** From the address; names one of the buyer's own setups or nothing at all. */
  readonly setupId: string;
}

/** The buyer is back from a bank's page, which was asked about a card to save. */
export function FinishReturn({ setupId }: FinishReturnProps) {
  const words = useFormWords();
  const t = useWords('wallet');
  const router = useRouter();
  const tell = useWalletNews();

  async function finish() {
    const outcome = await finishSave(setupId, words);
    if (!outcome.ok) return outcome.problem.code === 'not_found' ? nothing(t) : outcome.problem;
    tell(t('cardSaved'));
    router.replace('/wallet');
    return null;
  }

  return (
    <BankReturn
      asking={t('asking')}
      address={`/wallet?setup=${encodeURIComponent(setupId)}`}
      returnTo="/wallet"
      finish={finish}
    />
  );
}

/** The address names a set-up that is nobody's, or somebody else's. */
const nothing = (t: Words<'wallet'>): SaveProblem => ({
  message: t('nothingToFinish'),
  advice: t('addAgain'),
  code: 'not_found',
  next: 'retry',
});
