'use client';

import { useRouter } from 'next/navigation';
import { BankReturn } from '@/components/stripe/bank-return';
import { useFormWords } from '@/components/stripe/save-problem';
import { useWalletNews } from '@/components/wallet/wallet-news';
import { finishPlus } from './pay-plus';

interface PlusReturnProps {
  /** From the address; names one of the buyer's own payments or nothing at all. */
  readonly membershipId: string;
}

/** The buyer is back from a bank's page, which was asked about the year of Plus. */
export function PlusReturn({ membershipId }: PlusReturnProps) {
  const words = useFormWords();
  const router = useRouter();
  const tell = useWalletNews();

  async function finish() {
    const problem = await finishPlus(membershipId, words);
    if (problem) return problem;
    tell('Welcome to Souk Plus. Your year is paid.');
    router.replace('/plus');
    return null;
  }

  return (
    <BankReturn
      asking="Asking Stripe whether your bank confirmed the payment…"
      address={`/plus?membership=${encodeURIComponent(membershipId)}`}
      returnTo="/plus"
      finish={finish}
    />
  );
}
