'use client';

import {
  CardElement,
  Elements,
  PaymentElement,
  useElements,
  useStripe,
} from '@stripe/react-stripe-js';
import type { Stripe, StripeElementsOptions } from '@stripe/stripe-js';
import { useMemo, useState, type FormEvent } from 'react';
import { cardAppearance } from '@/components/stripe/card-appearance';
import { useColourScheme } from '@/components/stripe/use-colour-scheme';
import { Alert } from '@/components/ui/alert';
import { BusyButton } from '@/components/ui/busy-button';
import { notingStripe } from '@/lib/browser/stripe-steps';
import type { BrowserTask } from '@/lib/model/lab';

type CardTaskOf = Extract<BrowserTask, { kind: 'payment_element' | 'card_element' }>;

export interface CardTaskProps {
  readonly task: CardTaskOf;
  readonly stripe: Stripe;
  /** With the id of what was made, when something was. */
  readonly onDone: (made: string | null) => void;
}

/** Stripe's fields for a card, of the Stripe object of the account that it is for. */
export function CardTask(props: CardTaskProps) {
  const { task, stripe } = props;
  const scheme = useColourScheme();
  const options = useMemo<StripeElementsOptions>(
    () => ({
      appearance: cardAppearance[scheme],
      ...(task.kind === 'payment_element' ? { clientSecret: task.clientSecret } : {}),
    }),
    [task, scheme],
  );
  return (
    <Elements stripe={stripe} options={options}>
      <Fields {...props} />
    </Elements>
  );
}

function Fields({ task, onDone }: CardTaskProps) {
  const stripe = useStripe();
  const elements = useElements();
  const scheme = useColourScheme();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function send(event: FormEvent) {
    event.preventDefault();
    if (busy || !stripe || !elements) return;
    setBusy(true);
    setProblem(null);
    const failed = (message?: string) => {
      setBusy(false);
      setProblem(message ?? 'Stripe did not take it. Try again.');
    };
    const { accountId } = task;
    if (task.kind === 'payment_element') {
      const { error } = await notingStripe({ stripeJs: 'stripe.confirmPayment()', accountId }, () =>
        stripe.confirmPayment({
          elements,
          redirect: 'if_required',
          confirmParams: { return_url: window.location.href },
        }),
      );
      return error ? failed(error.message) : onDone(null);
    }
    const card = elements.getElement(CardElement);
    if (!card) return failed();
    const { error, paymentMethod } = await notingStripe(
      { stripeJs: 'stripe.createPaymentMethod()', accountId },
      () => stripe.createPaymentMethod({ type: 'card', card }),
    );
    return error ? failed(error.message) : onDone(paymentMethod.id);
  }

  const colours = cardAppearance[scheme].variables;
  return (
    <form onSubmit={send} className="space-y-4" noValidate>
      {task.kind === 'payment_element' ? (
        <PaymentElement />
      ) : (
        <div className="rounded-lg border border-line-strong bg-surface px-3 py-3.5">
          <CardElement
            options={{
              style: {
                base: {
                  fontSize: '16px',
                  color: colours?.colorText,
                  '::placeholder': { color: colours?.colorTextPlaceholder },
                },
                invalid: { color: colours?.colorDanger },
              },
            }}
          />
        </div>
      )}
      {problem ? (
        <Alert tone="danger" role="alert">
          {problem}
        </Alert>
      ) : null}
      <BusyButton type="submit" tone="money" busy={busy} busyText="Sending…">
        {task.kind === 'payment_element' ? 'Pay on the account' : 'Make a PaymentMethod'}
      </BusyButton>
    </form>
  );
}
