import { takeCartAlong } from '@/lib/catalog/take-cart-along';
import { addressOf } from '@/lib/security/address';
import { answer, problem } from '@/lib/security/answer';
import { guardWrite } from '@/lib/security/guard-write';
import { handle } from '@/lib/security/handle';
import { countAgainst, overLimit, takeBack } from '@/lib/security/rate-limit';
import { readJson } from '@/lib/security/read-json';
import { signInForm } from '@/lib/session/forms';
import { takeLanguageAlong } from '@/lib/session/keep-language';
import { guessesOf } from '@/lib/session/limits';
import { signIn } from '@/lib/session/sign-in';

/** Signs in with e-mail and password. */
export const POST = handle(async (request) => {
  const refused = guardWrite(request);
  if (refused) return refused;
  const form = await readJson(request, signInForm);
  if (form instanceof Response) return form;
  const guesses = guessesOf(form.email.toLowerCase(), addressOf(request));
  for (const [limit, who] of guesses) {
    const limited = overLimit(limit, who);
    if (limited) return limited;
  }
  // Before the password is verified: guesses side by side count as many as they are.
  for (const [limit, who] of guesses) countAgainst(limit, who);
  const signedIn = await signIn(request.headers, form);
  if (!signedIn.ok) return problem(401, signedIn.reason, signedIn.message);
  for (const [limit, who] of guesses) takeBack(limit, who);
  const { user, cookies } = signedIn.value;
  const cartCookies = await takeCartAlong(request.headers, user.id);
  const languageCookies = await takeLanguageAlong(request.headers, user.id);
  return answer({ user }, { cookies: [...cookies, ...cartCookies, ...languageCookies] });
});
