/**
 * A bank account that was linked in the browser: at one of Financial Connections' test institutions,
 * or by its numbers (docs.stripe.com/financial-connections/ach-direct-debit-payments).
 */
import type Stripe from 'stripe';
import { invalidRequest, noSuch, type Context } from '../server/contract';
import type { Stored } from '../store/kinds';

/** What a PaymentMethod is made of that comes from linking. */
export interface Linked {
  /** Which row of `rules/banks/test-banks.ts` it is. */
  readonly account: string;
  /** The buyer signed in at their bank; typed numbers prove nothing. */
  readonly verified: boolean;
  readonly financialConnectionsAccount: string | null;
  readonly billing?: Stripe.PaymentMethod.BillingDetails;
}

/**
 * The account with this `fca_…` id.
 *
 * @throws 400 for an unknown one, or one that may not be paid from (sentences unconfirmed)
 */
export function linkedAccount(context: Context, id: string, param: string): Linked {
  const found = context.records.get('financial_connections_account', id);
  if (!found) throw noSuch('financial_connections.account', id, param, 400);
  const { object, hidden } = found;
  if (object.status !== 'active') {
    throw invalidRequest(`The Financial Connections Account ${id} is ${object.status}.`, {
      code: 'financial_connections_account_inactive',
      param,
    });
  }
  if (!object.permissions?.includes('payment_method')) {
    throw invalidRequest(
      `The Financial Connections Account ${id} was linked without the permission payment_method.`,
      { param },
    );
  }
  return { account: hidden.account, verified: true, financialConnectionsAccount: id };
}

/** The account that was picked or typed in a session of the browser. Throws 400 when none was. */
export function linkedIn(context: Context, id: string, param: string): Linked {
  const session = context.records.get('financial_connections_session', id);
  if (!session) throw noSuch('link_account_session', id, param, 400);
  const { manual, billing } = session.hidden;
  if (manual) {
    return { account: manual.account, verified: false, financialConnectionsAccount: null, billing };
  }
  const [first] = accountsOf(context, session);
  if (!first) {
    throw invalidRequest(`No account has been linked in the session ${id} yet.`, { param });
  }
  return { ...linkedAccount(context, first.id, param), billing };
}

/** The accounts of a session, in the order they were linked. */
export function accountsOf(
  context: Context,
  { object }: Stored<'financial_connections_session'>,
): Stripe.FinancialConnections.Account[] {
  return object.accounts.data.flatMap(({ id }) => {
    const found = context.records.get('financial_connections_account', id);
    return found ? [found.object] : [];
  });
}
