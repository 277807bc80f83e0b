import { failed, type ApiError, type ApiResult } from '../api-client/api-error';
import type { ApiClient } from '../api-client/client';
import type { LinkedBank } from '../channel/bank-contract';

/** A session as the API answers it: it lists every account linked so far. */
interface WireSession {
  linked_accounts: { data: WireAccount[] };
}

interface WireAccount {
  institution_name?: string | null;
  last4?: string | null;
  verified?: boolean;
}

/** What is linked: an account of a test bank, or typed numbers. */
export type Choice =
  { institution: string; account: string } | { routing_number: string; account_number: string };

/**
 * Links one account to a session, which is what Stripe's window does after the buyer agreed.
 * Undocumented by Stripe: only its own window calls it.
 */
export async function linkAccount(
  client: ApiClient,
  session: { id: string; clientSecret: string },
  choice: Choice,
): Promise<ApiResult<{ account: LinkedBank }>> {
  const result = await client.call<WireSession>(
    'POST',
    `/v1/link_account_sessions/${session.id}/accounts`,
    { client_secret: session.clientSecret, ...choice },
  );
  if (failed(result)) return result;
  const linked = result.object.linked_accounts.data.at(-1);
  if (!linked) return { error: unreadable() };
  return {
    account: {
      bank: linked.institution_name ?? '',
      last4: linked.last4 ?? '',
      verified: linked.verified ?? 'institution' in choice,
    },
  };
}

function unreadable(): ApiError {
  return { type: 'api_error', message: 'The answer was not understood.' };
}
