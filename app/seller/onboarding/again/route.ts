import { linkToStripe, onboardingPath } from '@/lib/onboarding/link-to-stripe';
import { linksOfSeller } from '@/lib/onboarding/requests';
import { seeOther } from '@/lib/security/answer';
import { handle } from '@/lib/security/handle';
import { limitRate } from '@/lib/security/rate-limit';
import { readSeller } from '@/lib/session/read-seller';
import { requireBuyerApi } from '@/lib/session/session';

/**
 * Where Stripe sends a browser whose link was used or is too old: on to a new one, for the seller who
 * is signed in. It has to be a GET, so it makes a link and writes that down, and nothing else: what has
 * no account to link to is led to the button that makes one. What is no visit of a person (a picture of
 * another site's, a browser that looks ahead) gets no link.
 * https://docs.stripe.com/api/account_links/create#create_account_link-refresh_url
 */
export const GET = handle(async (request) => {
  const user = await requireBuyerApi(request);
  if (user instanceof Response) {
    return seeOther(`/sign-in?next=${encodeURIComponent(onboardingPath)}`);
  }
  const seller = await readSeller(user.id);
  if (!seller?.accountId || !isVisit(request)) return seeOther(onboardingPath);
  if (limitRate(linksOfSeller, user.id)) return seeOther(onboardingPath);
  const link = await linkToStripe(user, seller.id);
  return seeOther(link.ok ? link.value.url : `${onboardingPath}?link=${link.reason}`);
});

function isVisit({ headers }: Request): boolean {
  if (headers.get('sec-purpose')?.startsWith('prefetch')) return false;
  return (headers.get('sec-fetch-dest') ?? 'document') === 'document';
}
