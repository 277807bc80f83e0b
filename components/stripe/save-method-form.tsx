'use client';

import { callApi } from '@/lib/browser/api';
import type { SavedMethodView } from '@/lib/model/views';
import { saveCard } from './confirm-card';
import { OpenedCardForm, type Opening } from './opened-card-form';
import type { SaveCardSetting } from './save-card-setting';
import { answerProblem, useFormWords, type FormWords } from './save-problem';

interface SaveMethodFormProps extends SaveCardSetting {
  /** The page's own path, to come back to after signing in. */
  readonly returnTo: string;
  /** `Save card or account`, or what the page says in its place. */
  readonly submitText?: string;
  /** True where nothing but a card can pay. */
  readonly cardsOnly?: boolean | undefined;
  readonly onSaved: (method: SavedMethodView) => void;
  /** When given, a button to close the form. */
  readonly onCancel?: () => void;
}

/**
 * Saves a card for later use, with a SetupIntent of its own. Mount it when the person asks for it; hide
 * rather than unmount it, then a typed card stays.
 */
export function SaveMethodForm({
  submitText,
  cardsOnly = false,
  onSaved,
  ...rest
}: SaveMethodFormProps) {
  const t = useFormWords();
  return (
    <OpenedCardForm
      {...rest}
      begin={() => begin(rest.consent.version, cardsOnly, t)}
      submit={async (stripe, elements, setupId) => {
        const outcome = await saveCard(stripe, elements, setupId, t);
        if (!outcome.ok) return outcome.problem;
        onSaved(outcome.method);
        return null;
      }}
      submitText={submitText ?? t.stripe('save')}
      busyText={t.stripe('saving')}
    />
  );
}

async function begin(consentVersion: string, cardsOnly: boolean, t: FormWords): Promise<Opening> {
  const answer = await callApi<{ setupId: string; clientSecret: string }>(
    'POST',
    '/api/setup-intents',
    { consentVersion, ...(cardsOnly ? { cardsOnly } : {}) },
  );
  if (!answer.ok) return { ok: false, problem: answerProblem(answer, t.stripe) };
  const { setupId, clientSecret } = answer.value;
  return { ok: true, value: { id: setupId, clientSecret } };
}
