/**
 * Using a token: once, on the account it was made on (docs.stripe.com/api/tokens).
 */
import { invalidRequest, type Context } from '../server/contract';
import type { TokenContents } from './token-contents';

type Contents<T extends TokenContents['type']> = Extract<TokenContents, { type: T }>;

/**
 * What the token stands for; from now on it is used.
 *
 * @throws 400 `resource_missing` for an unknown one or one of another kind, 400
 *   `token_already_used` the second time.
 */
export function useToken<T extends TokenContents['type']>(
  context: Context,
  id: string,
  type: T,
  param: string,
): Contents<T> {
  const found = context.records.get('token', id);
  if (!found || found.hidden.type !== type) {
    throw invalidRequest(`No such token: '${id}'`, { code: 'resource_missing', param });
  }
  if (found.object.used) {
    throw invalidRequest(`You cannot use a Stripe token more than once: ${id}.`, {
      code: 'token_already_used',
      param,
    });
  }
  context.records.put('token', { ...found.object, used: true });
  return found.hidden as Contents<T>;
}
