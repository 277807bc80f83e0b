import { readAccount, followAccount } from './follow-account';
import { storedKey } from '../store/stored-key';
import { config } from '../config/config';
import type { BuyerId, SellerId } from '../model/ids';
import { ok, refuse, type Result } from '../model/result';
import { writeAct } from '../store/acts';
import { getDb } from '../store/client';
import { platformStripe, type ConnectedAccount } from '../stripe/platform-stripe';
import { notOpened, openAccount } from './open-account';

/** Where Stripe sends the seller back to, and where to get another link when one is used or too old. */
export const onboardingPath = '/seller/onboarding';
const refreshPath = `${onboardingPath}/again`;

/**
 * A new address of Stripe's form for this seller, whose account is made when there is none. It works
 * once and for some minutes, so each call makes another; two of them do no harm. For the seller alone,
 * and in the audit log before they have it: who opens the form may change where the money goes.
 * https://docs.stripe.com/connect/hosted-onboarding
 */
export async function linkToStripe(
  by: { readonly id: BuyerId },
  sellerId: SellerId,
): Promise<Result<{ readonly url: string }, 'unreachable' | 'refused' | 'left'>> {
  const opened = await openAccount(sellerId);
  if (!opened.ok) return opened;
  const accountId = opened.value;
  try {
    const account = await readAccount(accountId, sellerId);
    if (!account) {
      await followAccount(accountId);
      return refuse('left', 'This account has left Souk, so there is nothing to tell Stripe.');
    }
    const name = `account-link:${sellerId}`;
    const { key } = await storedKey(name, name, true);
    const { origin } = config().appUrl;
    const link = await platformStripe().accounts.createLink(
      {
        account: accountId,
        type: typeOf(account),
        // What is needed now, and nothing that may be asked for one day.
        collection_options: { fields: 'currently_due' },
        refresh_url: `${origin}${refreshPath}`,
        return_url: `${origin}${onboardingPath}`,
      },
      { key, subject: { sellerId } },
    );
    const who = { id: by.id, role: 'seller' } as const;
    await writeAct(await getDb(), who, 'stripe_form_opened', { sellerId });
    return ok({ url: link.url });
  } catch (error) {
    return notOpened(error);
  }
}

/**
 * To mend what was told before takes `account_update`, which Stripe grants where the platform
 * collects the requirements. https://docs.stripe.com/api/account_links/create#create_account_link-type
 */
function typeOf({ details_submitted, controller }: ConnectedAccount) {
  const collects = controller?.requirement_collection === 'application';
  return details_submitted && collects ? 'account_update' : 'account_onboarding';
}
