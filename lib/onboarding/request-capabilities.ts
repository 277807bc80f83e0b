import { platformStripe, type ConnectedAccount } from '../stripe/platform-stripe';
import { capabilitiesOf } from './account-params';
import { storedKey } from '../store/stored-key';
import type { SellerRow } from '../catalog/views';

/**
 * Requests the capabilities that an account was made without, by one call with a stored key; what
 * Stripe is still looking at (`pending`, `inactive`) was requested already. `repeat` makes the call.
 * https://docs.stripe.com/connect/account-capabilities#requesting-unrequested-capabilities
 */
export async function requestMissing(
  seller: SellerRow,
  account: ConnectedAccount,
  repeat: (call: () => Promise<ConnectedAccount>) => Promise<ConnectedAccount>,
): Promise<ConnectedAccount> {
  const missing = capabilitiesOf(seller).filter((name) => !account.capabilities?.[name]);
  if (missing.length === 0) return account;
  const { key } = await storedKey(
    `capabilities:${account.id}:${missing.join('+')}`,
    `capabilities:${seller.id}`,
  );
  const capabilities = Object.fromEntries(missing.map((name) => [name, { requested: true }]));
  return repeat(() =>
    platformStripe().accounts.update(
      account.id,
      { capabilities },
      { key, subject: { sellerId: seller.id } },
    ),
  );
}
