'use client';

import type { Stripe, StripeElements } from '@stripe/stripe-js';
import { useCallback, useEffect, useRef, useState, type ComponentType } from 'react';
import { stripeFor } from '@/lib/browser/stripe';
import { useWords } from '@/components/language/words-provider';
import { Button } from '@/components/ui/button';
import type { Words } from '@/lib/language/words';
import { CardFieldsSkeleton } from './card-form-skeleton';
import type { CardFormProps } from './card-form';
import { ProblemText } from './problem-text';
import type { SaveCardSetting } from './save-card-setting';
import type { SaveProblem } from './save-problem';

/** The intent that a form was opened with: our own id of it, and its secret. */
export interface Opened {
  readonly id: string;
  readonly clientSecret: string;
}
export type Opening = { ok: true; value: Opened } | { ok: false; problem: SaveProblem };

interface OpenedCardFormProps extends SaveCardSetting {
  /** Asks our server for an intent; once, when the form opens. */
  readonly begin: () => Promise<Opening>;
  /** See `CardFormProps`. */
  readonly submit: (
    stripe: Stripe,
    elements: StripeElements,
    id: string,
  ) => Promise<SaveProblem | null>;
  /** The page's own path, to come back to after signing in. */
  readonly returnTo: string;
  readonly submitText: string;
  readonly busyText: string;
  /** When given, a button to close the form. */
  readonly onCancel?: () => void;
}

type Loaded = Opened & {
  readonly stripe: Stripe;
  readonly CardForm: ComponentType<CardFormProps>;
};
type Outcome = { ok: true; value: Loaded } | { ok: false; problem: SaveProblem };

/**
 * Card fields that open with an intent of our server's: asks for it once, loads Stripe.js and the
 * fields at the same time, and shows what is missing with a way to try again. Mount it when the person
 * asks for it; hide rather than unmount it, then a typed card stays.
 */
export function OpenedCardForm(props: OpenedCardFormProps) {
  const t = useWords('stripe');
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const opening = useRef<Promise<Outcome> | null>(null);

  // The promise is kept, not only a flag: StrictMode runs the effect twice, and both runs must share
  // one intent and one answer.
  const open = useCallback(() => {
    opening.current ??= load(props, t);
    const current = opening.current;
    void current.then((result) => {
      if (opening.current === current) setOutcome(result);
    });
    // The settings come from the server and do not change while the page stands.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  useEffect(open, [open]);

  const reload = () => {
    opening.current = null;
    setOutcome(null);
    open();
  };

  if (outcome === null) {
    return (
      <div role="status" aria-label={t('loading')} className="min-h-96">
        <CardFieldsSkeleton />
      </div>
    );
  }
  if (!outcome.ok) {
    return (
      <div className="space-y-4">
        <ProblemText problem={outcome.problem} returnTo={props.returnTo} />
        <div className="flex flex-wrap gap-2">
          <Button tone="secondary" onClick={reload}>
            {t('tryAgain')}
          </Button>
          {props.onCancel ? (
            <Button tone="ghost" onClick={props.onCancel}>
              {t('notNow')}
            </Button>
          ) : null}
        </div>
      </div>
    );
  }
  const { CardForm, id, ...ready } = outcome.value;
  return (
    <CardForm
      key={id}
      {...ready}
      consent={props.consent}
      returnTo={props.returnTo}
      submitText={props.submitText}
      busyText={props.busyText}
      submit={(elements) => props.submit(ready.stripe, elements, id)}
      onReload={reload}
      onCancel={props.onCancel}
    />
  );
}

async function load(
  { begin, publishableKey, scriptUrl }: OpenedCardFormProps,
  t: Words<'stripe'>,
): Promise<Outcome> {
  const [begun, script] = await Promise.all([begin(), loadScripts({ publishableKey, scriptUrl })]);
  if (!begun.ok) return begun;
  if (!script) return { ok: false, problem: noForm(t) };
  return { ok: true, value: { ...begun.value, ...script } };
}

/** Stripe.js and our own part that needs it; neither belongs to the first load of a page. */
async function loadScripts(
  keys: Pick<SaveCardSetting, 'publishableKey' | 'scriptUrl'>,
): Promise<Pick<Loaded, 'stripe' | 'CardForm'> | null> {
  try {
    const [stripe, part] = await Promise.all([stripeFor(keys), import('./card-form')]);
    return stripe ? { stripe, CardForm: part.CardForm } : null;
  } catch (fault) {
    console.warn('The card form could not be loaded.', fault);
    return null;
  }
}

const noForm = (t: Words<'stripe'>): SaveProblem => ({
  message: t('noForm'),
  advice: t('noFormWhy'),
  code: null,
  next: 'reload',
});
