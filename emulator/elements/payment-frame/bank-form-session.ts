import { failed, type ApiError, type ApiResult } from '../api-client/api-error';
import { intentPath, readClientSecret } from '../api-client/intents';
import { offersNumbers, type LinkSession } from '../api-client/link-session';
import type { BankWindowAsk, BankWindowOutcome, LinkedBank } from '../channel/bank-contract';
import type { TestInstitution } from '../../rules/banks/institutions';
import type { FormSetup } from './forms';
import type { BillingDetails } from './method-form';

/** The session that an account was linked in, and what may be shown of the account. */
export interface LinkedSession extends LinkedBank {
  /** `fcsess_…`, which stands for the account when the intent is confirmed. */
  session: string;
}

/** What the page is asked to open a window with. */
export type BankWindowService = Omit<BankWindowAsk, 'consented' | 'dark' | 'several'>;

/**
 * Makes a session for the group's intent, or for one still to come, and has the page open the bank
 * window for it. Null when the buyer closed the window.
 */
export async function linkBank(
  setup: FormSetup,
  institution: TestInstitution | null,
  details: { billing: BillingDetails; business: string | null },
): Promise<ApiResult<{ linked: LinkedSession | null }>> {
  const created = await createSession(setup, details.billing);
  if (failed(created)) return created;
  const { id, client_secret: clientSecret } = created.object;
  const ask: BankWindowService = {
    session: { id, clientSecret },
    institution: institution?.key ?? null,
    manualEntry:
      institution === null ? 'only' : offersNumbers(created.object) ? 'offered' : 'never',
    business: details.business,
  };
  let ended: BankWindowOutcome;
  try {
    ended = (await setup.askPage('openBankWindow', ask)) as BankWindowOutcome;
  } catch {
    return { error: notOpened() };
  }
  if (ended.outcome === 'closed') return { linked: null };
  const [first] = ended.accounts;
  return { linked: first ? { ...first, session: id } : null };
}

function createSession(
  { client, group, session }: FormSetup,
  billing: BillingDetails,
): Promise<ApiResult<{ object: LinkSession }>> {
  const method = { type: 'us_bank_account', billing_details: billing };
  const intent = readClientSecret(group.clientSecret);
  if (intent) {
    return client.call('POST', `${intentPath(intent.kind, intent.id)}/link_account_sessions`, {
      client_secret: group.clientSecret,
      hosted_surface: 'payment_element',
      payment_method_data: method,
    });
  }
  return client.call('POST', '/v1/connections/link_account_sessions_for_deferred_payment', {
    mode: group.mode,
    amount: group.amount,
    currency: group.currency,
    on_behalf_of: group.onBehalfOf,
    verification_method: session.bankVerification,
    hosted_surface: 'payment_element',
    payment_method_data: method,
  });
}

function notOpened(): ApiError {
  return { type: 'api_error' };
}
