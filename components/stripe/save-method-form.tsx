'use client';

import type { Stripe } from '@stripe/stripe-js';
import { useCallback, useEffect, useRef, useState, type ComponentType } from 'react';
import { callApi } from '@/lib/browser/api';
import { stripeFor } from '@/lib/browser/stripe';
import type { SavedMethodView } from '@/lib/model/views';
import { Button } from '@/components/ui/button';
import { CardFieldsSkeleton } from './card-form-skeleton';
import type { CardFormProps } from './card-form';
import { ProblemText } from './problem-text';
import type { SaveCardSetting } from './save-card-setting';
import { answerProblem, type SaveProblem } from './save-problem';

interface SaveMethodFormProps extends SaveCardSetting {
  /** The page's own path, to come back to after signing in. */
  readonly returnTo: string;
  /** `Save card or account`, or what the page says in its place. */
  readonly submitText?: string;
  readonly onSaved: (method: SavedMethodView) => void;
  /** When given, a button to close the form. */
  readonly onCancel?: () => void;
}

type Loaded = {
  readonly stripe: Stripe;
  readonly setupId: string;
  readonly clientSecret: string;
  readonly CardForm: ComponentType<CardFormProps>;
};
type Outcome = { ok: true; value: Loaded } | { ok: false; problem: SaveProblem };

/**
 * Saves a card for later use: asks for a SetupIntent once when it opens, loads Stripe.js and the card
 * fields at the same time, and shows what is missing with a way to try again. Mount it when the
 * person asks for it; hide rather than unmount it, then a typed card stays.
 */
export function SaveMethodForm(props: SaveMethodFormProps) {
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const opening = useRef<Promise<Outcome> | null>(null);

  // The promise is kept, not only a flag: StrictMode runs the effect twice, and both runs must share
  // one SetupIntent and one answer.
  const open = useCallback(() => {
    opening.current ??= load(props);
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
      <div role="status" aria-label="Loading the card form" className="min-h-96">
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
            Try again
          </Button>
          {props.onCancel ? (
            <Button tone="ghost" onClick={props.onCancel}>
              Not now
            </Button>
          ) : null}
        </div>
      </div>
    );
  }
  const { CardForm, ...ready } = outcome.value;
  return (
    <CardForm
      key={ready.setupId}
      {...ready}
      consent={props.consent}
      returnTo={props.returnTo}
      submitText={props.submitText ?? 'Save card or account'}
      onSaved={props.onSaved}
      onReload={reload}
      onCancel={props.onCancel}
    />
  );
}

async function load({ publishableKey, scriptUrl, consent }: SaveMethodFormProps): Promise<Outcome> {
  const [setup, script] = await Promise.all([
    callApi<{ setupId: string; clientSecret: string }>('POST', '/api/setup-intents', {
      consentVersion: consent.version,
    }),
    loadScripts({ publishableKey, scriptUrl }),
  ]);
  if (!setup.ok) return { ok: false, problem: answerProblem(setup) };
  if (!script) return { ok: false, problem: noScript };
  return { ok: true, value: { ...setup.value, ...script } };
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

const noScript: SaveProblem = {
  message: 'The card form could not be loaded.',
  advice:
    'Stripe.js, which keeps card numbers away from this shop, did not come. Check your network or your content blocker, then try again.',
  code: null,
  next: 'reload',
};
