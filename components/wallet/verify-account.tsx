'use client';

import type { StripeError } from '@stripe/stripe-js';
import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState, useTransition, type FormEvent } from 'react';
import { useWords } from '@/components/language/words-provider';
import { finishSave } from '@/components/stripe/confirm-card';
import { useFormWords } from '@/components/stripe/save-problem';
import { BusyButton } from '@/components/ui/busy-button';
import { ChangeProblem } from '@/components/ui/change-problem';
import { Field } from '@/components/ui/field';
import { Time } from '@/components/ui/time';
import { useHydrated } from '@/components/ui/use-hydrated';
import { callApi } from '@/lib/browser/api';
import { notingStripe } from '@/lib/browser/stripe-steps';
import { stripeFor, type StripeForOptions } from '@/lib/browser/stripe';
import type { Words } from '@/lib/language/words';
import type { VerificationView } from '@/lib/model/views';
import { depositProblem, depositsOf, type Deposits } from './deposits';
import { useWalletNews } from './wallet-news';

export type StripeKeys = Pick<StripeForOptions, 'publishableKey' | 'scriptUrl'>;

interface VerifyAccountProps {
  readonly name: string;
  readonly verification: VerificationView;
  readonly keys: StripeKeys;
}

/**
 * What the buyer has to tell of what Stripe sent to a bank account, here or on Stripe's own page. The
 * answer goes from the browser to Stripe; our server then asks Stripe what came of it.
 */
export function VerifyAccount({ name, verification, keys }: VerifyAccountProps) {
  const { kind, arrivesAt, hostedUrl, setupId } = verification;
  const words = useFormWords();
  const t = useWords('wallet');
  const router = useRouter();
  const hydrated = useHydrated();
  const tell = useWalletNews();
  const [typed, setTyped] = useState({ first: '', second: '', code: '' });
  const [checking, setChecking] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [refreshing, startRefresh] = useTransition();
  const message = useRef<HTMLDivElement>(null);
  const pressed = useRef(false);
  const busy = checking || refreshing;

  useEffect(() => {
    if (problem) message.current?.focus();
  }, [problem]);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (pressed.current || busy) return;
    const deposits = depositsOf(kind, typed);
    if (!deposits) {
      setProblem(t(kind === 'amounts' ? 'writeAmounts' : 'writeCode'));
      return;
    }
    pressed.current = true;
    setChecking(true);
    setProblem(null);
    const refused = await verify(setupId, deposits, keys, t);
    // Also after a refusal: the last wrong answer ends the verification, and the wallet says so.
    const outcome = await finishSave(setupId, words);
    pressed.current = false;
    setChecking(false);
    if (refused) setProblem(refused);
    else if (!outcome.ok) setProblem(outcome.problem.message);
    else tell(t('verified', { name }));
    startRefresh(() => router.refresh());
  }

  const field = (part: keyof typeof typed) => ({
    id: `${part}-${setupId}`,
    value: typed[part],
    disabled: busy,
    // What is typed before script is there would be seen, and not sent.
    readOnly: !hydrated,
    autoComplete: 'off',
    required: true,
    onChange: ({ target }: { target: HTMLInputElement }) =>
      setTyped((before) => ({ ...before, [part]: target.value })),
  });

  return (
    <form
      data-needs-script
      noValidate
      onSubmit={submit}
      className="space-y-4 rounded-xl border border-line p-4"
      aria-label={t('verifyNamed', { name })}
    >
      <p className="text-sm">
        {t.rich(kind === 'amounts' ? 'verifyAmounts' : 'verifyCode', {
          time: () => <Time iso={arrivesAt} />,
        })}
      </p>
      {kind === 'amounts' ? (
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={t('firstAmount')} inputMode="numeric" maxLength={5} {...field('first')} />
          <Field label={t('secondAmount')} inputMode="numeric" maxLength={5} {...field('second')} />
        </div>
      ) : (
        <Field label={t('code')} hint={t('codeHint')} maxLength={6} {...field('code')} />
      )}
      <ChangeProblem ref={message} title={t('notVerified')} problem={problem} />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <BusyButton
          tone="money"
          busy={busy}
          busyText={t('checking')}
          // No submit button: before script is there it would send the form to this page.
          onClick={({ currentTarget }) => currentTarget.form?.requestSubmit()}
        >
          {t('verifyAccount')}
        </BusyButton>
        <a
          href={hostedUrl}
          rel="noreferrer"
          className="inline-flex min-h-11 items-center text-sm font-medium underline underline-offset-4"
        >
          {t('verifyAtStripe')}
        </a>
      </div>
    </form>
  );
}

/** Null when Stripe took the answer, else why not, in words. */
async function verify(
  setupId: string,
  deposits: Deposits,
  keys: StripeKeys,
  t: Words<'wallet'>,
): Promise<string | null> {
  const path = `/api/setup-intents/${encodeURIComponent(setupId)}/verification`;
  const secret = await callApi<{ clientSecret: string }>('POST', path, {});
  if (!secret.ok) return secret.message;
  try {
    const stripe = await stripeFor(keys);
    if (!stripe) return depositProblem(null, t);
    const { clientSecret } = secret.value;
    const { error } = await notingStripe(
      { stripeJs: 'stripe.verifyMicrodepositsForSetup()', clientSecret },
      () => stripe.verifyMicrodepositsForSetup(clientSecret, deposits),
    );
    return error ? depositProblem(error as StripeError, t) : null;
  } catch {
    return depositProblem(null, t);
  }
}
