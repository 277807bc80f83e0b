import { failed, type ApiResult } from '../api-client/api-error';
import { offersNumbers, type LinkSession } from '../api-client/link-session';
import { consentedBefore } from './bank-consent';
import { businessName } from './bank-session';
import { bankWindowGone, openBankWindow } from './bank-window';
import type { StripeCore } from './core';
import { IntegrationError } from './integration-error';

interface SessionResult {
  financialConnectionsSession: object;
}

interface PublicSession extends Pick<LinkSession, 'manual_entry'> {
  accounts: { data: object[] };
  limits?: { accounts?: number | null } | null;
}

/**
 * `collectFinancialConnectionsAccounts`: opens the bank window for a session that the server made.
 * Resolves the session with the accounts that were linked, none when the buyer closed the window
 * (docs.stripe.com/js/financial_connections/collect_financial_connections_accounts).
 */
export async function collectAccounts(
  core: StripeCore,
  given: unknown,
): Promise<ApiResult<SessionResult>> {
  const result = await run(core, 'collectFinancialConnectionsAccounts', given, true);
  return failed(result) ? result : { financialConnectionsSession: asPage(result.session) };
}

/**
 * `collectBankAccountToken`: the same, for one account, with the token of it; `token` is null when
 * the buyer closed the window.
 */
export async function collectToken(
  core: StripeCore,
  given: unknown,
): Promise<ApiResult<SessionResult & { token: object | null }>> {
  const result = await run(core, 'collectBankAccountToken', given, false);
  if (failed(result)) return result;
  const financialConnectionsSession = asPage(result.session);
  if (!result.linked) return { financialConnectionsSession, token: null };
  const made = await core.controller.call(
    'POST',
    `/v1/link_account_sessions/${result.id}/bank_account_token`,
    { client_secret: result.clientSecret },
  );
  return failed(made) ? made : { financialConnectionsSession, token: made.object };
}

interface Run {
  session: PublicSession;
  /** Whether an account was linked, or its numbers typed. */
  linked: boolean;
  id: string;
  clientSecret: string;
}

async function run(
  core: StripeCore,
  method: string,
  given: unknown,
  several: boolean,
): Promise<ApiResult<Run>> {
  const { clientSecret } = (given ?? {}) as { clientSecret?: unknown };
  const id = /^(fcsess_[A-Za-z0-9]+)_secret_[A-Za-z0-9]+$/.exec(String(clientSecret))?.[1];
  if (typeof clientSecret !== 'string' || !id) {
    throw new IntegrationError(
      `Invalid value for stripe.${method}(): clientSecret should be the client secret of a Financial Connections Session. You specified: ${String(clientSecret)}.`,
    );
  }
  const consented = consentedBefore(given as Record<string, unknown>, method);
  const read = (): Promise<ApiResult<{ object: PublicSession }>> =>
    core.controller.call('GET', `/v1/financial_connections/sessions/${id}`, {
      client_secret: clientSecret,
    });
  const [found, business] = await Promise.all([read(), businessName(core)]);
  if (failed(found)) return found;
  const { outcome } = await openBankWindow(core, {
    session: { id, clientSecret },
    institution: null,
    consented,
    manualEntry: offersNumbers(found.object) ? 'offered' : 'never',
    several: several && found.object.limits?.accounts !== 1,
    business,
  });
  const [after] = await Promise.all([read(), bankWindowGone()]);
  return failed(after)
    ? after
    : { session: after.object, linked: outcome === 'linked', id, clientSecret };
}

/** The session as pages know it: its accounts are a plain list. */
function asPage(session: PublicSession): object {
  return { ...session, accounts: session.accounts.data };
}
