'use client';

import { useState, type ReactNode } from 'react';
import { useWords } from '@/components/language/words-provider';
import { BusyButton } from '@/components/ui/busy-button';
import { ChangeProblem } from '@/components/ui/change-problem';
import { Details } from '@/components/ui/details';
import { SelectField } from '@/components/ui/select-field';
import { TextArea } from '@/components/ui/text-area';
import { useChange } from '@/components/ui/use-change';
import { useHydrated } from '@/components/ui/use-hydrated';
import { callApi } from '@/lib/browser/api';
import { refundReasons, refundReasonText, type RefundReason } from '@/lib/model/after-sale';
import type { AccountInvoiceId } from '@/lib/model/ids';
import type { Price } from '@/lib/model/views';
import { HowMuch } from './how-much';

interface AskRefundProps {
  /** What opens the form. */
  readonly summary: ReactNode;
  /** What it is of, in ids of this page. */
  readonly name: string;
  /** Where it is asked for, and what is said there besides. */
  readonly path: string;
  readonly invoice?: AccountInvoiceId;
  /** The id of what gets the focus once it is asked for: it has to stay when the form goes. */
  readonly focus: string;
  readonly seller: string;
  /** The most that may be asked for. */
  readonly most: Price;
  /** The number of this refund: a second press with the same number asks for nothing new. */
  readonly number: number;
}

/** Asks for the money of one sale back, all of what is left or a part. */
export function AskRefund(props: AskRefundProps) {
  const { summary, name, path, invoice, focus, seller, most, number } = props;
  const t = useWords('orders');
  const hydrated = useHydrated();
  const [whole, setWhole] = useState(true);
  const [amount, setAmount] = useState('');
  const [reason, setReason] = useState<RefundReason>('changed_mind');
  const [note, setNote] = useState('');
  const { send, busy, problem, message } = useChange();
  // What was chosen or typed before script is there would be seen, and not sent.
  const still = busy || !hydrated;
  const id = (field: string) => `refund-${field}-${name}`;

  async function ask() {
    const wanted = { number, amount: whole ? 'all' : amount, reason, note };
    // This form goes away with the next drawing.
    await send(() => callApi('POST', path, { ...wanted, ...(invoice ? { invoice } : {}) }), {
      focus,
    });
  }

  return (
    <div data-needs-script className="print:hidden">
      <Details summary={summary}>
        <form
          className="space-y-4 pt-1"
          onSubmit={(event) => {
            event.preventDefault();
            if (!busy) void ask();
          }}
        >
          <HowMuch
            name={id('how-much')}
            amountId={id('amount')}
            allText={t('allOfIt', { amount: most.text })}
            most={most}
            whole={whole}
            onWhole={setWhole}
            amount={amount}
            onAmount={setAmount}
            disabled={still}
          />
          <SelectField
            id={id('reason')}
            label={t('why')}
            value={reason}
            disabled={still}
            onChange={({ target }) => setReason(target.value as RefundReason)}
          >
            {refundReasons.map((one) => (
              <option key={one} value={one}>
                {refundReasonText(one, t)}
              </option>
            ))}
          </SelectField>
          <TextArea
            id={id('note')}
            label={t('anythingElse')}
            maxLength={500}
            value={note}
            disabled={still}
            onChange={({ target }) => setNote(target.value)}
          />
          <ChangeProblem ref={message} title={t('notAsked', { seller })} problem={problem} />
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <BusyButton
              tone="secondary"
              busy={busy}
              busyText={t('asking')}
              // No submit button: before script is there it would send the form to this page.
              onClick={({ currentTarget }) => currentTarget.form?.requestSubmit()}
            >
              {t('ask')}
            </BusyButton>
            <p className="min-w-0 flex-1 basis-56 text-sm text-ink-soft">{t('decides')}</p>
          </div>
        </form>
      </Details>
    </div>
  );
}
