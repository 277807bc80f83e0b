'use client';

import { useWords } from '@/components/language/words-provider';
import { BankConfirmation } from '@/components/stripe/bank-confirmation';
import {
  confirmByRedirect,
  confirmInPage,
  finishConfirmation,
  type LegToConfirm,
} from '@/components/stripe/confirm-leg';

interface ConfirmLegProps {
  readonly leg: LegToConfirm;
  readonly seller: string;
  readonly amount: string;
  /** The card whose bank asks. */
  readonly card: string;
  /** True where all sellers are charged together, or none. */
  readonly together: boolean;
  /** True when this page finds the bank waiting. */
  readonly lookFirst: boolean;
}

const steps = { inWindow: confirmInPage, onPage: confirmByRedirect, finish: finishConfirmation };

/** Confirms one seller's payment with the buyer's bank; the other sellers are not touched. */
export function ConfirmLeg(props: ConfirmLegProps) {
  const { leg, seller, amount, card, together, lookFirst } = props;
  const t = useWords('orders');
  const told = { card, amount, seller };
  return (
    <div data-needs-script className="space-y-3 rounded-xl border border-line p-4 print:hidden">
      <h3 className="font-semibold">{t('confirm')}</h3>
      <BankConfirmation
        payment={leg}
        steps={steps}
        note={together ? t('confirmTogether', told) : t('confirmAlone', told)}
        focus={`leg-${leg.legId}`}
        lookFirst={lookFirst}
      />
    </div>
  );
}
