'use client';

import { Elements, PaymentElement, useElements, useStripe } from '@stripe/react-stripe-js';
import type { Stripe, StripeElementsOptions } from '@stripe/stripe-js';
import { useEffect, useMemo, useRef, useState, type FormEvent } from 'react';
import { BusyButton } from '@/components/ui/busy-button';
import { Button } from '@/components/ui/button';
import type { SavedMethodView } from '@/lib/model/views';
import { cardAppearance } from './card-appearance';
import { CardFieldsSkeleton } from './card-form-skeleton';
import { saveCard } from './confirm-card';
import { ProblemText } from './problem-text';
import { integrationProblem, type SaveProblem } from './save-problem';
import { useColourScheme } from './use-colour-scheme';

export interface CardFormProps {
  readonly stripe: Stripe;
  readonly setupId: string;
  readonly clientSecret: string;
  readonly consent: { readonly version: string; readonly text: string };
  readonly returnTo: string;
  readonly submitText: string;
  readonly onSaved: (method: SavedMethodView) => void;
  /** Starts anew with another SetupIntent. */
  readonly onReload: () => void;
  readonly onCancel?: () => void;
}

/** Stripe's card fields with our consent and button around them. */
export function CardForm(props: CardFormProps) {
  const { stripe, clientSecret } = props;
  const scheme = useColourScheme();
  // A new scheme updates the Element in place: with a key of its own it would lose what was typed.
  const options = useMemo<StripeElementsOptions>(
    () => ({ clientSecret, appearance: cardAppearance[scheme], loader: 'never' }),
    [clientSecret, scheme],
  );
  return (
    <Elements key={`platform:${clientSecret}`} stripe={stripe} options={options}>
      <CardFields {...props} />
    </Elements>
  );
}

// Our own consent stands below, in words that speak of every seller; a second one would confuse.
// Cards stand open, as most people save one; a bank account is one press away.
const elementOptions = {
  terms: { card: 'never' },
  layout: { type: 'accordion', defaultCollapsed: false },
} as const;

type Phase = 'loading' | 'ready' | 'saving';

function CardFields(props: CardFormProps) {
  const stripe = useStripe();
  const elements = useElements();
  const [phase, setPhase] = useState<Phase>('loading');
  const [problem, setProblem] = useState<SaveProblem | null>(null);
  const message = useRef<HTMLDivElement>(null);
  const busy = useRef(false);

  useEffect(() => {
    if (problem && problem.next !== 'fields') message.current?.focus();
  }, [problem]);

  async function save(event: FormEvent) {
    event.preventDefault();
    // A ref, as a second press can come before React has drawn the first.
    if (busy.current || phase === 'loading' || !stripe || !elements) return;
    busy.current = true;
    setPhase('saving');
    setProblem(null);
    const outcome = await saveCard(stripe, elements, props.setupId);
    busy.current = false;
    setPhase('ready');
    if (outcome.ok) props.onSaved(outcome.method);
    else setProblem(outcome.problem);
  }

  const loadFault = () => {
    setPhase('ready');
    setProblem(integrationProblem(new Error('loaderror')));
  };
  const saving = phase === 'saving';

  return (
    <form onSubmit={save} aria-busy={saving} noValidate className="space-y-4">
      <div className="relative min-h-60">
        {phase === 'loading' ? (
          <div role="status" aria-label="Loading the card form" className="absolute inset-0">
            <CardFieldsSkeleton />
          </div>
        ) : null}
        <PaymentElement
          options={elementOptions}
          onReady={() => setPhase('ready')}
          onLoadError={loadFault}
        />
      </div>
      {problem ? <ProblemText ref={message} problem={problem} returnTo={props.returnTo} /> : null}
      <p data-consent-version={props.consent.version} className="text-sm text-ink-soft">
        {props.consent.text}
      </p>
      <div className="flex flex-wrap items-center gap-2">
        <BusyButton
          type="submit"
          tone="money"
          busy={saving}
          busyText="Saving…"
          disabled={phase === 'loading'}
        >
          {props.submitText}
        </BusyButton>
        {problem?.next === 'reload' ? (
          <Button tone="secondary" onClick={props.onReload}>
            Load the form again
          </Button>
        ) : null}
        {props.onCancel ? (
          <Button tone="ghost" onClick={props.onCancel} disabled={saving}>
            Not now
          </Button>
        ) : null}
      </div>
    </form>
  );
}
