import { takeCartAlong } from '@/lib/catalog/take-cart-along';
import { addressOf } from '@/lib/security/address';
import { answer, problem } from '@/lib/security/answer';
import { guardWrite } from '@/lib/security/guard-write';
import { handle } from '@/lib/security/handle';
import { limitRate } from '@/lib/security/rate-limit';
import { readJson } from '@/lib/security/read-json';
import { signUpForm } from '@/lib/session/forms';
import { beginLanguage } from '@/lib/session/keep-language';
import { signUpsFromAddress } from '@/lib/session/limits';
import { signUp } from '@/lib/session/sign-in';

/** Makes a buyer and signs in. */
export const POST = handle(async (request) => {
  const refused = guardWrite(request);
  if (refused) return refused;
  const limited = limitRate(signUpsFromAddress, addressOf(request));
  if (limited) return limited;
  const form = await readJson(request, signUpForm);
  if (form instanceof Response) return form;
  const signedIn = await signUp(request.headers, form);
  if (!signedIn.ok) return problem(409, signedIn.reason, signedIn.message);
  const { user, cookies } = signedIn.value;
  const cartCookies = await takeCartAlong(request.headers, user.id);
  await beginLanguage(request.headers, user.id);
  return answer({ user }, { status: 201, cookies: [...cookies, ...cartCookies] });
});
