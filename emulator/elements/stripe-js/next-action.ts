import { failed, type ApiResult } from '../api-client/api-error';
import { intentPath, lastError, type IntentKind, type PublicIntent } from '../api-client/intents';
import { pageTexts } from '../locales/page-texts';
import { openChallenge } from './challenge';
import type { StripeCore } from './core';
import { leave } from './redirect';

type IntentResult = ApiResult<{ intent: PublicIntent }>;

/** How an intent is carried on: with which secret, how it looks, what is expanded at the end. */
export interface ActionSetting {
  kind: IntentKind;
  clientSecret: string;
  locale: string;
  dark: boolean | null;
  expand?: unknown;
}

/**
 * Does what a confirmed intent still asks of the buyer, and answers how it ended. A redirect leaves
 * the page, and the promise open (docs.stripe.com/js/payment_intents/handle_next_action).
 */
export async function settle(
  core: StripeCore,
  intent: PublicIntent,
  setting: ActionSetting,
): Promise<IntentResult> {
  const action = intent.next_action;
  if (intent.status === 'requires_action' && action) {
    if (action.type === 'redirect_to_url' && action.redirect_to_url) {
      return leave(action.redirect_to_url.url);
    }
    const source = action.use_stripe_sdk?.three_d_secure_2_source;
    if (action.type === 'use_stripe_sdk' && source) {
      const settled = await authenticate(core, source, intent, setting);
      return failed(settled) ? settled : settle(core, settled.intent, setting);
    }
  }
  if (intent.status === 'requires_payment_method') return refusal(intent, setting);
  return { intent };
}

/** Reads an intent with its client secret. */
export async function retrieve(
  core: StripeCore,
  id: string,
  setting: Pick<ActionSetting, 'kind' | 'clientSecret' | 'expand'>,
): Promise<IntentResult> {
  const result = await core.controller.call<PublicIntent>('GET', intentPath(setting.kind, id), {
    client_secret: setting.clientSecret,
    expand: setting.expand,
  });
  return failed(result) ? result : { intent: result.object };
}

/** 3D Secure 2: ask the bank, show its page where it wants one, tell that it ended, look again. */
async function authenticate(
  core: StripeCore,
  source: string,
  intent: PublicIntent,
  setting: ActionSetting,
): Promise<IntentResult> {
  const params = { source, key: core.apiKey };
  const begun = await core.controller.call<{ state: string; ares: { acsURL?: string } | null }>(
    'POST',
    '/v1/3ds2/authenticate',
    params,
  );
  if (failed(begun)) return begun;
  const url = begun.object.ares?.acsURL;
  if (begun.object.state === 'challenge_required' && url) {
    const window = openChallenge(core, { url, dark: setting.dark, locale: setting.locale });
    try {
      await window.done;
      const ended = await core.controller.call('POST', '/v1/3ds2/challenge_complete', params);
      if (failed(ended)) return ended;
    } finally {
      await window.remove();
    }
  }
  return retrieve(core, intent.id, setting);
}

/** The intent is back where it was: its last error, in the words the buyer is given. */
function refusal(intent: PublicIntent, setting: ActionSetting): IntentResult {
  const error = lastError(intent);
  if (!error) return { intent };
  const unauthenticated = error.code?.endsWith('_intent_authentication_failure') === true;
  return {
    error: {
      ...error,
      ...(unauthenticated ? { message: pageTexts(setting.locale).authenticationFailed } : {}),
      [`${setting.kind}_intent`]: intent,
    },
  };
}
