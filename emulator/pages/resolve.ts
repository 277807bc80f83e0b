import type { Resolve } from './json-view';
import { paths } from './paths';
import type { Reading } from './reading';

/**
 * Links ids from the point of view of an account: its own objects, the platform's, and those of the
 * accounts that are named beside them.
 */
export function resolver(reading: Reading, account: string, beside: unknown): Resolve {
  const named = JSON.stringify(beside ?? null).match(/acct_\w{10,}/g) ?? [];
  const platform = reading.party(account)?.platform;
  const accounts = [account, ...(platform ? [platform] : []), ...named];
  return (id) => {
    if (id.startsWith('acct_')) return reading.party(id) ? paths.account(id) : undefined;
    if (id.startsWith('req_')) return paths.request(id);
    const found = reading.locate(id, accounts);
    return found && paths.object(found);
  };
}
