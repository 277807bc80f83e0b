'use client';

import { useState } from 'react';
import { HowMuch } from '@/components/orders/how-much';
import { BusyButton } from '@/components/ui/busy-button';
import { ChangeProblem } from '@/components/ui/change-problem';
import { Details } from '@/components/ui/details';
import { TextArea } from '@/components/ui/text-area';
import { useChange } from '@/components/ui/use-change';
import { useHydrated } from '@/components/ui/use-hydrated';
import { callApi } from '@/lib/browser/api';
import type { SaleId } from '@/lib/model/seller';
import type { Price } from '@/lib/model/views';

interface GiveRefundProps {
  readonly saleId: SaleId;
  /** The most that may be given back. */
  readonly most: Price;
  /** The number of this refund: a second press with the same number gives nothing more. */
  readonly number: number;
}

/** Gives money of a sale back, all of what is left or a part. */
export function GiveRefund({ saleId, most, number }: GiveRefundProps) {
  const hydrated = useHydrated();
  const [whole, setWhole] = useState(true);
  const [amount, setAmount] = useState('');
  const [answer, setAnswer] = useState('');
  const { send, busy, problem, message } = useChange();
  // What was chosen or typed before script is there would be seen, and not sent.
  const still = busy || !hydrated;

  async function give() {
    const wanted = { number, amount: whole ? 'all' : amount, answer };
    // This form goes away with the next drawing; the heading of its section stays.
    await send(() => callApi('POST', `/api/sales/${saleId}/refunds`, wanted), { focus: 'refunds' });
  }

  return (
    <div data-needs-script className="print:hidden">
      <Details summary="Give money back">
        <form
          className="space-y-4 pt-1"
          onSubmit={(event) => {
            event.preventDefault();
            if (!busy) void give();
          }}
        >
          <HowMuch
            name="how-much"
            amountId="refund-amount"
            allText={`All that is left, ${most.text}`}
            most={most}
            whole={whole}
            onWhole={setWhole}
            amount={amount}
            onAmount={setAmount}
            disabled={still}
          />
          <TextArea
            id="refund-answer"
            label="Words for the buyer (optional)"
            maxLength={500}
            value={answer}
            disabled={still}
            onChange={({ target }) => setAnswer(target.value)}
          />
          <ChangeProblem ref={message} title="Nothing was given back" problem={problem} />
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <BusyButton
              tone="money"
              busy={busy}
              busyText="Giving back…"
              // No submit button: before script is there it would send the form to this page.
              onClick={({ currentTarget }) => currentTarget.form?.requestSubmit()}
            >
              Give back
            </BusyButton>
            <p className="min-w-0 flex-1 basis-56 text-sm text-ink-soft">
              It is taken from your balance; Souk’s fee comes back in proportion, Stripe’s does not.
            </p>
          </div>
        </form>
      </Details>
    </div>
  );
}
