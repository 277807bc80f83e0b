import { takeCartAlong } from '@/lib/catalog/take-cart-along';
import { addressOf } from '@/lib/security/address';
import { answer, notFound } from '@/lib/security/answer';
import { guardWrite } from '@/lib/security/guard-write';
import { handle } from '@/lib/security/handle';
import { limitRate } from '@/lib/security/rate-limit';
import { readJson } from '@/lib/security/read-json';
import { listDemoPeople } from '@/lib/session/demo-people';
import { demoForm } from '@/lib/session/forms';
import { takeLanguageAlong } from '@/lib/session/keep-language';
import { demoSignInsFromAddress } from '@/lib/session/limits';
import { signInDemo } from '@/lib/session/sign-in-demo';

/** Signs in as one of the demo people with one click. Not there when the demo people are off. */
export const POST = handle(async (request) => {
  if (listDemoPeople().length === 0) return notFound();
  const refused = guardWrite(request);
  if (refused) return refused;
  const limited = limitRate(demoSignInsFromAddress, addressOf(request));
  if (limited) return limited;
  const form = await readJson(request, demoForm);
  if (form instanceof Response) return form;
  const signedIn = await signInDemo(request.headers, form.persona);
  if (!signedIn) return notFound();
  const { user, cookies } = signedIn;
  const cartCookies = await takeCartAlong(request.headers, user.id);
  const languageCookies = await takeLanguageAlong(request.headers, user.id);
  return answer({ user }, { cookies: [...cookies, ...cartCookies, ...languageCookies] });
});
