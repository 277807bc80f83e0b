'use client';

import { Elements, PaymentElement, useElements, useStripe } from '@stripe/react-stripe-js';
import type { Stripe, StripeElements, StripeElementsOptions } from '@stripe/stripe-js';
import { useEffect, useMemo, useRef, useState, type FormEvent } from 'react';
import { useWords } from '@/components/language/words-provider';
import { BusyButton } from '@/components/ui/busy-button';
import { Button } from '@/components/ui/button';
import { firstLanguage } from '@/lib/language/languages';
import { noteStripe } from '@/lib/browser/stripe-steps';
import { cardAppearance } from './card-appearance';
import { CardFieldsSkeleton } from './card-form-skeleton';
import { ProblemText } from './problem-text';
import { integrationProblem, type SaveProblem } from './save-problem';
import { useColourScheme } from './use-colour-scheme';

export interface CardFormProps {
  readonly stripe: Stripe;
  /** Of the SetupIntent that saves what is typed, or of the PaymentIntent that charges and saves it. */
  readonly clientSecret: string;
  readonly consent: { readonly version: string; readonly text: string };
  readonly returnTo: string;
  readonly submitText: string;
  /** While it is on its way, e.g. `Saving…`. */
  readonly busyText: string;
  /** Hands what was typed to Stripe; null once that has come to its end, else what stood in the way. */
  readonly submit: (elements: StripeElements) => Promise<SaveProblem | null>;
  /** Starts anew with another intent. */
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

type Phase = 'loading' | 'ready' | 'busy';

function CardFields(props: CardFormProps) {
  const t = useWords('stripe');
  const stripe = useStripe();
  const elements = useElements();
  const [phase, setPhase] = useState<Phase>('loading');
  const [problem, setProblem] = useState<SaveProblem | null>(null);
  const message = useRef<HTMLDivElement>(null);
  const pressed = useRef(false);
  const [mounted] = useState(() => Date.now());

  useEffect(() => {
    if (problem && problem.next !== 'fields') message.current?.focus();
  }, [problem]);

  async function submit(event: FormEvent) {
    event.preventDefault();
    // A ref, as a second press can come before React has drawn the first.
    if (pressed.current || phase === 'loading' || !stripe || !elements) return;
    pressed.current = true;
    setPhase('busy');
    setProblem(null);
    const stood = await props.submit(elements);
    pressed.current = false;
    setPhase('ready');
    setProblem(stood);
  }

  const note = (outcome: string, good: boolean) =>
    noteStripe({ stripeJs: "elements.create('payment')" }, mounted, { outcome, good });
  const ready = () => {
    setPhase('ready');
    note('ready', true);
  };
  const loadFault = () => {
    note('loaderror', false);
    setPhase('ready');
    setProblem(integrationProblem(new Error('loaderror'), t));
  };
  const busy = phase === 'busy';

  return (
    <form onSubmit={submit} aria-busy={busy} noValidate className="space-y-4">
      <div className="relative min-h-60">
        {phase === 'loading' ? (
          <div role="status" aria-label={t('loading')} className="absolute inset-0">
            <CardFieldsSkeleton />
          </div>
        ) : null}
        <PaymentElement options={elementOptions} onReady={ready} onLoadError={loadFault} />
      </div>
      {problem ? <ProblemText ref={message} problem={problem} returnTo={props.returnTo} /> : null}
      <p
        lang={firstLanguage}
        dir="ltr"
        data-consent-version={props.consent.version}
        className="text-sm text-ink-soft"
      >
        {props.consent.text}
      </p>
      <div className="flex flex-wrap items-center gap-2">
        <BusyButton
          type="submit"
          tone="money"
          busy={busy}
          busyText={props.busyText}
          disabled={phase === 'loading'}
        >
          {props.submitText}
        </BusyButton>
        {problem?.next === 'reload' ? (
          <Button tone="secondary" onClick={props.onReload}>
            {t('loadAgain')}
          </Button>
        ) : null}
        {props.onCancel ? (
          <Button tone="ghost" onClick={props.onCancel} disabled={busy}>
            {t('notNow')}
          </Button>
        ) : null}
      </div>
    </form>
  );
}
