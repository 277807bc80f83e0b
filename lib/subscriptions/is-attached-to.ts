import type { AccountCustomerId, AccountId, AccountMethodId } from '../model/ids';
import { accountStripe } from '../stripe/account-stripe';
import { idOf } from '../stripe/fields';
import type { Subject } from '../stripe/subject';

/** Whether the account says that this clone is the Customer's. Throws when it cannot be asked. */
export async function isAttachedTo(
  customerId: AccountCustomerId | null,
  methodId: AccountMethodId,
  accountId: AccountId,
  subject: Subject,
): Promise<boolean> {
  const { customer } = await accountStripe(accountId).keptMethods.retrieve(methodId, { subject });
  const owner = idOf(customer);
  return owner !== null && owner === customerId;
}
