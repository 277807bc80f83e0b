import { takeCartAlong } from '@/lib/catalog/take-cart-along';
import { addressOf } from '@/lib/security/address';
import { answer, notFound } from '@/lib/security/answer';
import { guardWrite } from '@/lib/security/guard-write';
import { handle } from '@/lib/security/handle';
import { limitRate } from '@/lib/security/rate-limit';
import { readJson } from '@/lib/security/read-json';
import { demoPassword, listDemoPeople } from '@/lib/session/demo-people';
import { demoForm } from '@/lib/session/forms';
import { takeLanguageAlong } from '@/lib/session/keep-language';
import { demoSignInsFromAddress } from '@/lib/session/limits';
import { signIn } from '@/lib/session/sign-in';

/** Signs in as one of the demo people with one click. Not there when the demo people are off. */
export const POST = handle(async (request) => {
  const people = listDemoPeople();
  if (people.length === 0) return notFound();
  const refused = guardWrite(request);
  if (refused) return refused;
  const limited = limitRate(demoSignInsFromAddress, addressOf(request));
  if (limited) return limited;
  const form = await readJson(request, demoForm);
  if (form instanceof Response) return form;
  const person = people.find(({ persona }) => persona === form.persona);
  if (!person) return notFound();
  const signedIn = await signIn(request.headers, { email: person.email, password: demoPassword });
  if (!signedIn.ok) return notFound();
  const { user, cookies } = signedIn.value;
  const cartCookies = await takeCartAlong(request.headers, user.id);
  const languageCookies = await takeLanguageAlong(request.headers, user.id);
  return answer({ user }, { cookies: [...cookies, ...cartCookies, ...languageCookies] });
});
