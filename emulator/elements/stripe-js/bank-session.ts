import { failed, type ApiResult } from '../api-client/api-error';
import { offersNumbers, type LinkSession } from '../api-client/link-session';
import type { BankWindowOutcome } from '../channel/bank-contract';
import { bankWindowGone, openBankWindow } from './bank-window';
import type { StripeCore } from './core';

/** The merchant's name, for the window; null when it can't be had. */
export async function businessName(core: StripeCore): Promise<string | null> {
  const found = await core.controller.call<{ business_name?: string | null }>(
    'GET',
    '/v1/elements/sessions',
    { type: 'deferred_intent', deferred_intent: { mode: 'setup' }, locale: core.locale },
  );
  return failed(found) ? null : (found.object.business_name ?? null);
}

/** Opens a session on the API, then the window for it. */
export async function runSession(
  core: StripeCore,
  path: string,
  params: Record<string, unknown>,
  consented: boolean,
): Promise<ApiResult<{ session: LinkSession; ended: BankWindowOutcome }>> {
  const [created, business] = await Promise.all([
    core.controller.call<LinkSession>('POST', path, params),
    businessName(core),
  ]);
  if (failed(created)) return created;
  const session = created.object;
  const ended = await openBankWindow(core, {
    session: { id: session.id, clientSecret: session.client_secret },
    institution: null,
    consented,
    manualEntry: offersNumbers(session) ? 'offered' : 'never',
    several: false,
    business,
  });
  await bankWindowGone();
  return { session, ended };
}
