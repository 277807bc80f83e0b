import { takeCartAlong } from '@/lib/catalog/take-cart-along';
import { answer, problem } from '@/lib/security/answer';
import { guardWrite } from '@/lib/security/guard-write';
import { handle } from '@/lib/security/handle';
import { addressOf, countAgainst, overLimit } from '@/lib/security/rate-limit';
import { readJson } from '@/lib/security/read-json';
import { signInForm } from '@/lib/session/forms';
import { wrongForAccount, wrongFromAddress } from '@/lib/session/limits';
import { signIn, signOut } from '@/lib/session/sign-in';

/** Signs in with e-mail and password. */
export const POST = handle(async (request) => {
  const refused = guardWrite(request);
  if (refused) return refused;
  const form = await readJson(request, signInForm);
  if (form instanceof Response) return form;
  const account = form.email.toLowerCase();
  const address = addressOf(request);
  const limited = overLimit(wrongForAccount, account) ?? overLimit(wrongFromAddress, address);
  if (limited) return limited;
  const signedIn = await signIn(request.headers, form);
  if (!signedIn.ok) {
    countAgainst(wrongForAccount, account);
    countAgainst(wrongFromAddress, address);
    return problem(401, signedIn.reason, signedIn.message);
  }
  const { user, cookies } = signedIn.value;
  const cartCookies = await takeCartAlong(request.headers, user.id);
  return answer({ user }, { cookies: [...cookies, ...cartCookies] });
});

/** Signs out: the session ends on the server. */
export const DELETE = handle(async (request) => {
  const refused = guardWrite(request);
  if (refused) return refused;
  return answer({ user: null }, { cookies: await signOut(request.headers) });
});
