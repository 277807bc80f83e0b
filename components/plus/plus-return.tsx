'use client';

import { useRouter } from 'next/navigation';
import { BankReturn } from '@/components/stripe/bank-return';
import { useWalletNews } from '@/components/wallet/wallet-news';
import { finishPlus, usePlusWords } from './pay-plus';

interface PlusReturnProps {
  /** From the address; names one of the buyer's own payments or nothing at all. */
  readonly membershipId: string;
}

/** The buyer is back from a bank's page, which was asked about the year of Plus. */
export function PlusReturn({ membershipId }: PlusReturnProps) {
  const words = usePlusWords();
  const router = useRouter();
  const tell = useWalletNews();

  async function finish() {
    const problem = await finishPlus(membershipId, words);
    if (problem) return problem;
    tell(words.plus('welcome'));
    router.replace('/plus');
    return null;
  }

  return (
    <BankReturn
      asking={words.plus('asking')}
      address={`/plus?membership=${encodeURIComponent(membershipId)}`}
      returnTo="/plus"
      finish={finish}
    />
  );
}
